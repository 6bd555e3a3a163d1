import { failureGroup, judgeGroup } from "@steptrace/core";
import type { TraceSummary } from "../trace-summary.js";
import type { FailureGroup, StruckStep } from "./failure-group.js";
import type { GroupSearch } from "./group-search.js";
import type { TalliedGroup } from "./group-tally.js";
import { earlier, later } from "./newest-of.js";
import type { CountRow } from "./select-counts.js";
import type { MomentsRow } from "./select-moments.js";
import type { SkillRow } from "./select-skills.js";
import type { SliceRow } from "./select-slices.js";

const MOST_STEPS = 10;

/** What was read of one group. */
export interface GroupParts {
  readonly counted: CountRow;
  readonly moments: MomentsRow;
  readonly tallied: TalliedGroup | undefined;
  readonly skills: readonly SkillRow[];
  /** Without what was tallied. */
  readonly slices: readonly SliceRow[];
  readonly newest: TraceSummary;
  /** The names of the steps that failed, once for each failure in which they did. */
  readonly stepNames: readonly string[];
}

/** Puts together what was read of a group. */
export function assembleGroup(search: GroupSearch, parts: GroupParts): FailureGroup {
  const { counted, moments, tallied, skills, newest } = parts;
  const seen = (text: string | null): string | undefined => text ?? undefined;
  const firstSeen = earlier(seen(moments.first_before), earlier(tallied?.firstOfAll, counted.first));
  const lastSeen = later(seen(moments.last_after), later(tallied?.lastOfAll, counted.last));
  const lastBefore = later(seen(moments.last_before_since), tallied?.lastBefore);
  const firstSince = earlier(seen(moments.first_since), tallied?.firstSince);
  return {
    group: counted.group,
    template: failureGroup(newest.errorMessage ?? "").template,
    count: counted.count,
    firstSeen: new Date(firstSeen),
    lastSeen: new Date(lastSeen),
    skills: skills.map(({ skill_name, count }) => ({ skillName: skill_name, count })),
    skillCount: skills[0]?.skills ?? 0,
    steps: countSteps(parts.stepNames),
    sparkline: sparklineOf(parts, search.slices.length),
    newest,
    ...judgeGroup(
      {
        firstSeen: new Date(firstSeen),
        lastBefore: toDate(lastBefore),
        firstSince: toDate(firstSince),
      },
      search.since,
      search.silentDays,
    ),
  };
}

function toDate(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

function sparklineOf({ slices, tallied }: GroupParts, length: number): readonly number[] {
  const counts = Array.from({ length }, (_, slice) => tallied?.slices[slice] ?? 0);
  for (const { slice, count } of slices) counts[slice] = (counts[slice] ?? 0) + count;
  return counts;
}

function countSteps(names: readonly string[]): readonly StruckStep[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_STEPS);
}
