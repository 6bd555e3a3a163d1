import { InvalidStatusError, requireLimit, type TraceStatus } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { requireSkillName } from "./require-skill-name.js";
import { requireBounds, startedWithin, type TimeBounds } from "./time-range.js";
import { SUMMARY_COLUMNS, type SummaryRow, type TraceSummary, toSummary } from "./trace-summary.js";

const DEFAULT_LIMIT = 100;
const STATUSES: readonly TraceStatus[] = ["running", "success", "failed", "timeout"];

export interface ListTracesOptions {
  /** @default all skills */
  readonly skillName?: string;
  /** @default all statuses */
  readonly status?: TraceStatus;
  /** @default the beginning */
  readonly startDate?: Date;
  /** @default no end */
  readonly endDate?: Date;
  /** @default 100 */
  readonly limit?: number;
}

/** What a list is narrowed to. */
export interface ListFilter extends TimeBounds {
  readonly skillName?: string | undefined;
  readonly status?: TraceStatus | undefined;
}

/** The newest traces that the options let pass, newest first. */
export async function listTraces(
  database: Database,
  options: ListTracesOptions,
): Promise<readonly TraceSummary[]> {
  const { skillName, status } = options;
  if (skillName !== undefined) requireSkillName(skillName);
  if (status !== undefined && !STATUSES.includes(status)) throw new InvalidStatusError(status, STATUSES);
  const limit = requireLimit(options.limit ?? DEFAULT_LIMIT);
  const statement = selectNewest(database, { skillName, status, ...requireBounds(options) }, limit);
  return (await database.rows<SummaryRow>("Listing traces", statement)).map(toSummary);
}

/** Reads the index of times, or that of a skill's times, from the newest month on, until there are enough. */
export function selectNewest(database: Database, filter: ListFilter, limit: number): SQL {
  const { skillName, status } = filter;
  const conditions = [startedWithin(filter)];
  if (skillName !== undefined) conditions.push(sql`skill_name = ${skillName}`);
  if (status !== undefined) conditions.push(sql`status = ${status}`);
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${database.table}
     WHERE ${sql.join(conditions, sql` AND `)}
     ORDER BY ${database.table.startedAt} DESC, ${database.table.traceId} DESC
     LIMIT ${limit}`;
}
