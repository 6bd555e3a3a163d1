import { requireDate, requireLimit, requireTimeRange } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { requireSkillName } from "./require-skill-name.js";
import { FIRST_DATE_MS, startedWithin, type TimeBounds } from "./time-range.js";
import { SUMMARY_COLUMNS, type SummaryRow, type TraceSummary, toSummary } from "./trace-summary.js";

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const DEFAULT_LIMIT = 100;

export interface QueryBySkillOptions {
  /** @default 30 days ago */
  readonly startDate?: Date;
  /** @default now */
  readonly endDate?: Date;
  /** @default 100 */
  readonly limit?: number;
}

/** The traces of a skill, newest first. @see the specification, `query_by_skill` */
export async function queryBySkill(
  database: Database,
  skillName: string,
  options: QueryBySkillOptions,
  now: Date,
): Promise<readonly TraceSummary[]> {
  requireSkillName(skillName);
  const limit = requireLimit(options.limit ?? DEFAULT_LIMIT);
  const { endDate = now } = options;
  const { startDate = defaultStart(requireDate("endDate", endDate), now) } = options;
  const statement = selectBySkill(database, skillName, requireTimeRange(startDate, endDate), limit);
  return (await database.rows<SummaryRow>(`Querying skill '${skillName}'`, statement)).map(toSummary);
}

/** 30 days before the end, or before now, where the end is later; the first moment of all where there are no 30 days. */
function defaultStart(endDate: Date, now: Date): Date {
  const endMs = Math.min(endDate.getTime(), now.getTime());
  return new Date(Math.max(endMs - DEFAULT_DAYS * DAY_MS, FIRST_DATE_MS));
}

/** Reads the index (skill_name, started_at DESC, trace_id DESC) of the months in range, newest first, and stops. */
export function selectBySkill(database: Database, skillName: string, bounds: TimeBounds, limit: number): SQL {
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${database.table}
     WHERE skill_name = ${skillName} AND ${startedWithin(bounds)}
     ORDER BY ${database.table.startedAt} DESC, ${database.table.traceId} DESC
     LIMIT ${limit}`;
}
