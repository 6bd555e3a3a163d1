import { SkillNormal, type Trace } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { readRuns } from "./read-runs.js";
import type { RunFilter } from "./select-runs.js";

/** What a skill did a long time ago is not its normal any more; and twice as many tell hardly more. */
const MOST_RUNS = 200;

/** What a skill usually does, and its last success. */
export interface KnownNormal {
  readonly normal: SkillNormal;
  /** The newest of the runs; absent where there is none. */
  readonly lastSuccess: Trace | undefined;
}

/** The normal of a skill by its last 200 successful runs in a range. */
export async function readNormal(database: Database, filter: RunFilter): Promise<KnownNormal> {
  const normal = new SkillNormal();
  let lastSuccess: Trace | undefined;
  for await (const run of readRuns(database, { ...filter, statuses: ["success"], most: MOST_RUNS })) {
    normal.add(run);
    lastSuccess ??= run;
  }
  return { normal, lastSuccess };
}
