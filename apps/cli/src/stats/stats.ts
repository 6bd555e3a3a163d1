import type { SkillStats, StepStats } from "@steptrace/query";
import { type ListedStats, viewStats, viewStatsList } from "@steptrace/terminal";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { courseBucket, courseOf } from "./course.js";

const DEFAULT_MS = 30 * 86_400_000;
const BINS = 12;

export interface StatsOptions {
  readonly since?: Date;
  readonly until?: Date;
  readonly json?: true;
}

/**
 * Prints how traces went: of all skills, or of one, with its steps.
 *
 * @throws {NothingFoundError} where that skill has no traces in the range
 */
export async function stats(
  connection: Connection,
  skillName: string | undefined,
  { since: from, until, json }: StatsOptions,
): Promise<void> {
  const end = until ?? new Date();
  const startDate = from ?? new Date(end.getTime() - DEFAULT_MS);
  const bucket = courseBucket(startDate, end);
  const range = { startDate, ...(until !== undefined && { endDate: until }) };
  const { skills, steps } = await withStore(connection, async ({ query }): Promise<Answer> => {
    if (skillName === undefined) return { skills: await query.skillStats({ ...range, bucket }), steps: [] };
    const [found, ofSteps] = await Promise.all([
      query.skillStats({ ...range, skillName, bucket, bins: BINS }),
      query.stepStats(skillName, range),
    ]);
    return { skills: found, steps: ofSteps };
  });
  const listed = skills.map(
    (one): ListedStats => ({ ...one, columns: courseOf(one.series ?? [], bucket, end) }),
  );
  const [first] = listed;
  const since = `since ${startDate.toISOString().slice(0, 16)}Z`;
  if (skillName === undefined) {
    const lines =
      first === undefined
        ? [`No trace has ended that started ${since}.`]
        : viewStatsList(listed, stdoutPage());
    print(json ? formatJson(skills) : lines.join("\n"));
    return;
  }
  if (json) print(formatJson({ skill: skills[0], steps }));
  else if (first !== undefined) print(viewStats(first, steps, stdoutPage()).join("\n"));
  if (first !== undefined) return;
  throw new NothingFoundError(
    `No trace of skill '${skillName}' has ended that started ${since}. ` +
      "Run steptrace stats to see which skills have some, or look further back with --since.",
  );
}

interface Answer {
  readonly skills: readonly SkillStats[];
  readonly steps: readonly StepStats[];
}
