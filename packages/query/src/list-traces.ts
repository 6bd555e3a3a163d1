import { requireLimit } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { SUMMARY_COLUMNS, type SummaryRow, type TraceSummary, toSummary } from "./trace-summary.js";

const DEFAULT_LIMIT = 100;

export interface ListTracesOptions {
  /** @default 100 */
  readonly limit?: number;
}

/** The newest traces of all skills, newest first. */
export async function listTraces(
  database: Database,
  options: ListTracesOptions,
): Promise<readonly TraceSummary[]> {
  const limit = requireLimit(options.limit ?? DEFAULT_LIMIT);
  const statement = selectNewest(database, limit);
  return (await database.rows<SummaryRow>("Listing traces", statement)).map(toSummary);
}

/** Reads the index (started_at DESC, trace_id DESC) of the newest months, and stops. */
export function selectNewest(database: Database, limit: number): SQL {
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${database.table}
     ORDER BY ${database.table.startedAt} DESC, ${database.table.traceId} DESC
     LIMIT ${limit}`;
}
