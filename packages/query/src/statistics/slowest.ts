import { type MomentRange, rangeOfBucket, requireLimit } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { requireSkillName } from "../require-skill-name.js";
import { SUMMARY_COLUMNS, type SummaryRow, type TraceSummary, toSummary } from "../trace-summary.js";
import { readSummaries, type SummariesBySkill } from "./read-summaries.js";
import { statsRange } from "./stats-range.js";

const DEFAULT_LIMIT = 10;
const DAY_MS = 86_400_000;

export interface SlowestOptions {
  /** @default all skills */
  readonly skillName?: string;
  /** @default 30 days before the end */
  readonly startDate?: Date;
  /** @default now */
  readonly endDate?: Date;
  /** @default 10 */
  readonly limit?: number;
}

/** Days of a skill that have traces which took so long, or longer. */
interface SlowDays {
  readonly skillName: string;
  /** Their beginnings. */
  readonly days: readonly number[];
}

/**
 * The traces that took longest, the longest first. No index orders traces by how long they took, for each would be written to
 * for every trace: the histograms say how long those took that have a place, and on which days there are such, and the traces
 * of these days alone are looked through.
 */
export async function slowest(
  database: Database,
  options: SlowestOptions,
  now: Date,
): Promise<readonly TraceSummary[]> {
  const limit = requireLimit(options.limit ?? DEFAULT_LIMIT);
  const skillName = options.skillName === undefined ? undefined : requireSkillName(options.skillName);
  const range = statsRange(options, now);
  if (limit === 0) return [];
  const question = { range, longest: "day", skillName, withSteps: false } as const;
  const bySkill = await readSummaries(
    database,
    "Looking for the slowest traces",
    question,
    (ms) => ms - (ms % DAY_MS),
  );
  const read = async (leastMs: number): Promise<readonly TraceSummary[]> => {
    const days = slowDays(bySkill, leastMs);
    if (days.length === 0) return [];
    const statement = selectSlowest(database, { range, days, leastMs, limit });
    return (await database.rows<SummaryRow>("Reading the slowest traces", statement)).map(toSummary);
  };
  const leastMs = leastDuration(bySkill, limit);
  const found = await read(leastMs);
  // Statistics know of more, where failures alone are kept of a month.
  return found.length < limit && leastMs > 0 ? read(0) : found;
}

/** So long took at least as many traces as are wanted, or all. */
function leastDuration(bySkill: SummariesBySkill, limit: number): number {
  const sizes = new Map<number, number>();
  for (const days of bySkill.values()) {
    for (const { traces } of days.values()) {
      for (const [bucket, size] of traces.histogram()) sizes.set(bucket, (sizes.get(bucket) ?? 0) + size);
    }
  }
  let left = limit;
  for (const [bucket, size] of [...sizes].sort(([a], [b]) => b - a)) {
    left -= size;
    if (left <= 0) return rangeOfBucket(bucket).first;
  }
  return 0;
}

function slowDays(bySkill: SummariesBySkill, leastMs: number): readonly SlowDays[] {
  return [...bySkill].flatMap(([skillName, days]) => {
    const slow = [...days].filter(([, { traces }]) => (traces.max ?? -1) >= leastMs).map(([day]) => day);
    return slow.length === 0 ? [] : [{ skillName, days: slow.sort((a, b) => a - b) }];
  });
}

/** What is looked through. */
export interface SlowestQuestion {
  readonly range: MomentRange;
  readonly days: readonly SlowDays[];
  readonly leastMs: number;
  readonly limit: number;
}

/** Reads the index (skill_name, started_at DESC, trace_id DESC) of the days that are named. */
export function selectSlowest(
  { table }: Pick<Database, "table">,
  { range, days, leastMs, limit }: SlowestQuestion,
): SQL {
  const moment = (ms: number): string => new Date(Math.min(range.to, Math.max(range.from, ms))).toISOString();
  const within = days.flatMap(({ skillName, days: ofSkill }) =>
    joinDays(ofSkill).map(
      ({ from, to }) =>
        sql`(skill_name = ${skillName} AND started_at >= ${moment(from)}::text::timestamp AND started_at < ${moment(to)}::text::timestamp)`,
    ),
  );
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${table}
     WHERE (${sql.join(within, sql` OR `)})
       AND status IN ('success', 'failed', 'timeout') AND total_duration_ms >= ${leastMs}
     ORDER BY ${table.totalDurationMs} DESC, ${table.startedAt} DESC, ${table.traceId} DESC
     LIMIT ${limit}`;
}

/** Days that follow each other, together. */
function joinDays(days: readonly number[]): readonly MomentRange[] {
  const joined: { from: number; to: number }[] = [];
  for (const day of days) {
    const last = joined.at(-1);
    if (last?.to === day) last.to = day + DAY_MS;
    else joined.push({ from: day, to: day + DAY_MS });
  }
  return joined;
}
