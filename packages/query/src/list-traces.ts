import { requireId, requireLimit, type TraceStatus } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { requireSkillName } from "./require-skill-name.js";
import { requireStatus } from "./require-status.js";
import { requireBounds, startedWithin, type TimeBounds } from "./time-range.js";
import { timesOfPrefix } from "./times-of-prefix.js";
import { SUMMARY_COLUMNS, type SummaryRow, type TraceSummary, toSummary } from "./trace-summary.js";

const DEFAULT_LIMIT = 100;

export interface ListTracesOptions {
  /** @default all executions, and traces of none */
  readonly executionId?: string;
  /**
   * What the ids of the traces begin with. A UUIDv7, as steptrace makes them, says its time: those of that time are
   * given, and only where there is none, all others in range are looked through. @default any
   */
  readonly traceIdPrefix?: string;
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
  readonly executionId?: string | undefined;
  readonly traceIdPrefix?: string | undefined;
  /** Beside the bounds of the caller's own. */
  readonly times?: TimeBounds | undefined;
  readonly skillName?: string | undefined;
  readonly status?: TraceStatus | undefined;
}

/** The newest traces that the options let pass, newest first. */
export async function listTraces(
  database: Database,
  options: ListTracesOptions,
): Promise<readonly TraceSummary[]> {
  const { executionId, traceIdPrefix, skillName, status } = options;
  if (executionId !== undefined) requireId("executionId", executionId);
  if (traceIdPrefix !== undefined) requireId("traceIdPrefix", traceIdPrefix);
  if (skillName !== undefined) requireSkillName(skillName);
  if (status !== undefined) requireStatus(status);
  const limit = requireLimit(options.limit ?? DEFAULT_LIMIT);
  const filter = { executionId, traceIdPrefix, skillName, status, ...requireBounds(options) };
  const list = async (times?: TimeBounds): Promise<readonly TraceSummary[]> => {
    const statement = selectNewest(database, { ...filter, times }, limit);
    return (await database.rows<SummaryRow>("Listing traces", statement)).map(toSummary);
  };
  const times = traceIdPrefix === undefined ? undefined : timesOfPrefix(traceIdPrefix);
  const found = times === undefined ? [] : await list(times);
  return found.length > 0 ? found : list();
}

/** Reads the index of times, of a skill's times or of an execution's, from the newest month on, until there are enough. */
export function selectNewest(database: Database, filter: ListFilter, limit: number): SQL {
  const { executionId, traceIdPrefix, times = {}, skillName, status } = filter;
  const conditions = [startedWithin(filter), startedWithin(times)];
  if (executionId !== undefined) conditions.push(sql`execution_id = ${executionId}`);
  // No range of texts: which texts lie in one depends on the collation of the column.
  if (traceIdPrefix !== undefined) conditions.push(sql`starts_with(trace_id, ${traceIdPrefix}::text)`);
  if (skillName !== undefined) conditions.push(sql`skill_name = ${skillName}`);
  if (status !== undefined) conditions.push(sql`status = ${status}`);
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${database.table}
     WHERE ${sql.join(conditions, sql` AND `)}
     ORDER BY ${database.table.startedAt} DESC, ${database.table.traceId} DESC
     LIMIT ${limit}`;
}
