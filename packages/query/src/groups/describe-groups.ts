import type { Database } from "@steptrace/postgres-store";
import { type RowKey, selectByKeys } from "../by-keys.js";
import { SUMMARY_COLUMNS, type SummaryRow, type TraceSummary, toSummary } from "../trace-summary.js";
import { assembleGroup } from "./assemble-group.js";
import type { CountedGroups } from "./count-groups.js";
import type { FailureGroup } from "./failure-group.js";
import { GROUPING, type GroupSearch, groupRows } from "./group-search.js";
import { newestOf } from "./newest-of.js";
import { type ExampleRow, type StepRow, selectExamples, selectFailedSteps } from "./select-examples.js";
import { type MomentsRow, selectMoments } from "./select-moments.js";
import { type SkillRow, selectSkills } from "./select-skills.js";
import { type SliceRow, selectSlices } from "./select-slices.js";

/** Reads what else is said of the groups that were counted, in their order. */
export async function describeGroups(
  database: Database,
  search: GroupSearch,
  { tally, counted }: CountedGroups,
): Promise<readonly FailureGroup[]> {
  const groups = counted.map(({ group }) => group);
  const [moments, skills, slices, examples] = await Promise.all([
    groupRows<MomentsRow>(database, selectMoments(database, search, groups)),
    readSkills(database, search, groups, { tally, counted }),
    groupRows<SliceRow>(database, selectSlices(database, search, groups)),
    groupRows<ExampleRow>(database, selectExamples(database, search, groups)),
  ]);
  const [momentsOf, examplesOf] = [byGroup(moments), byGroup(examples)];
  const [skillsOf, slicesOf] = [byGroup(skills), byGroup(slices)];
  const keysOf = (group: string): readonly RowKey[] =>
    newestOf([...(examplesOf.get(group) ?? []), ...(tally.groups.get(group)?.newest ?? [])]);
  const { stepsOf, summaryOf } = await readExamples(database, groups.map(keysOf));
  return counted.flatMap((one) => {
    const keys = keysOf(one.group).map(textOf);
    const newest = keys.map((key) => summaryOf.get(key)).find((summary) => summary !== undefined);
    const [of] = momentsOf.get(one.group) ?? [];
    // Where somebody has removed them since they were counted.
    if (newest === undefined || of === undefined) return [];
    return [
      assembleGroup(search, {
        counted: one,
        moments: of,
        tallied: tally.groups.get(one.group),
        skills: skillsOf.get(one.group) ?? [],
        slices: slicesOf.get(one.group) ?? [],
        newest,
        stepNames: keys.flatMap((key) => stepsOf.get(key) ?? []),
      }),
    ];
  });
}

/** Where one skill alone is asked for, it has all of them. */
function readSkills(
  database: Database,
  search: GroupSearch,
  groups: readonly string[],
  { tally, counted }: CountedGroups,
): Promise<readonly SkillRow[]> | readonly SkillRow[] {
  const { skillName } = search;
  if (skillName !== undefined)
    return counted.map(({ group, count }) => ({ group, skill_name: skillName, count, skills: 1 }));
  return groupRows<SkillRow>(database, selectSkills(database, search, groups, tally));
}

interface Examples {
  /** Names of steps that failed, by key. */
  readonly stepsOf: ReadonlyMap<string, readonly string[]>;
  readonly summaryOf: ReadonlyMap<string, TraceSummary>;
}

/** @param lists the newest failures of each group, newest first */
async function readExamples(database: Database, lists: readonly (readonly RowKey[])[]): Promise<Examples> {
  const newest = lists.flatMap((keys) => keys.slice(0, 1));
  const [steps, rows] = await Promise.all([
    database.rows<StepRow>(GROUPING, selectFailedSteps(database, lists.flat())),
    database.rows<SummaryRow>(GROUPING, selectByKeys(database, SUMMARY_COLUMNS, newest)),
  ]);
  const stepsOf = new Map<string, string[]>();
  for (const row of steps) stepsOf.set(textOf(row), [...(stepsOf.get(textOf(row)) ?? []), row.name]);
  return { stepsOf, summaryOf: new Map(rows.map((row) => [textOf(row), toSummary(row)])) };
}

function byGroup<R extends { readonly group: string }>(
  rows: readonly R[],
): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const present = groups.get(row.group);
    if (present === undefined) groups.set(row.group, [row]);
    else present.push(row);
  }
  return groups;
}

function textOf({ started_at, trace_id }: RowKey): string {
  return `${started_at} ${trace_id}`;
}
