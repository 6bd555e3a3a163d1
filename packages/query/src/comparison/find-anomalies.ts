import {
  type FinalStatus,
  type Finding,
  InvalidArgumentError,
  type NormalSummary,
  requireDate,
  requireLimit,
  requireRecord,
  type SkillNormal,
  type Trace,
} from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { requireSkillName } from "../require-skill-name.js";
import { FIRST_DATE_MS, type TimeBounds } from "../time-range.js";
import type { TraceSummary } from "../trace-summary.js";
import { readNormal } from "./read-normal.js";
import { readRuns } from "./read-runs.js";

const DEFAULT_LIMIT = 100;
const ENDED: readonly FinalStatus[] = ["success", "failed", "timeout"];
/** A second of reading, where a run has ten steps. */
const MOST_JUDGED = 5000;

export interface AnomaliesOptions {
  readonly skillName: string;
  /** The traces that started from then on are judged. */
  readonly since: Date;
  /** @default no end */
  readonly until?: Date;
  /** Anomalies at most. @default 100 */
  readonly limit?: number;
}

/** A trace that is out of its skill's own normal. */
export interface TraceAnomaly extends TraceSummary {
  /** By what; at least one, and 50 at most. */
  readonly findings: readonly Finding[];
}

/** What is out of a skill's own normal, and what that normal is. */
export interface AnomalyReport {
  readonly skillName: string;
  /** The runs by which was judged. Where `isEnough` is false, nothing was. */
  readonly normal: NormalSummary;
  /** How many traces were judged. */
  readonly judged: number;
  /** Whether these were all in range. If not, they were the newest ones: until there were `limit` anomalies, or 5,000 traces. */
  readonly isComplete: boolean;
  /** Newest first. */
  readonly anomalies: readonly TraceAnomaly[];
}

/** The traces of a skill in a time range that are out of its own normal. */
export async function findAnomalies(database: Database, options: AnomaliesOptions): Promise<AnomalyReport> {
  requireRecord("options", options);
  const skillName = requireSkillName(options.skillName);
  const limit = requireLimit(options.limit ?? DEFAULT_LIMIT);
  const range = requireRange(options);
  const normal = await normalFor(database, skillName, range);
  const judged = normal.isEnough
    ? await judgeRuns(database, skillName, range, normal, limit)
    : { judged: 0, isComplete: true, anomalies: [] };
  return { skillName, normal: normal.summary, ...judged };
}

/**
 * The normal before the range: what is judged has no part in it. Where the runs before are too few, it is that of the last runs
 * until the end of the range, each of which is judged by the others.
 */
async function normalFor(
  database: Database,
  skillName: string,
  { startDate, endDate }: TimeBounds & { readonly startDate: Date },
): Promise<SkillNormal> {
  const before = new Date(Math.max(FIRST_DATE_MS, startDate.getTime() - 1));
  const { normal } = await readNormal(database, { skillName, bounds: { endDate: before } });
  if (normal.isEnough) return normal;
  return (await readNormal(database, { skillName, bounds: { endDate } })).normal;
}

async function judgeRuns(
  database: Database,
  skillName: string,
  bounds: TimeBounds,
  normal: SkillNormal,
  limit: number,
): Promise<Pick<AnomalyReport, "judged" | "isComplete" | "anomalies">> {
  const anomalies: TraceAnomaly[] = [];
  const filter = { skillName, bounds, statuses: ENDED, most: MOST_JUDGED + 1 };
  let judged = 0;
  for await (const run of readRuns(database, filter)) {
    if (judged === MOST_JUDGED || anomalies.length === limit) return { judged, isComplete: false, anomalies };
    judged++;
    const findings = normal.judge(run);
    if (findings.length > 0) anomalies.push({ ...summaryOf(run), findings });
  }
  return { judged, isComplete: true, anomalies };
}

function summaryOf({ steps: _, metadata: __, ...summary }: Trace): TraceSummary {
  return summary;
}

function requireRange({ since, until }: AnomaliesOptions): TimeBounds & { readonly startDate: Date } {
  const startDate = requireDate("since", since);
  if (until === undefined) return { startDate };
  const endDate = requireDate("until", until);
  if (startDate.getTime() <= endDate.getTime()) return { startDate, endDate };
  throw new InvalidArgumentError(
    "since",
    `a Date that is not after until, ${endDate.toISOString()}`,
    startDate,
  );
}
