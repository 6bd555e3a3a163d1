import { type SQL, sql } from "drizzle-orm";
import { literalMoment } from "../time-range.js";
import { SUMMARY_COLUMNS } from "../trace-summary.js";
import {
  type FailureSource,
  type FoundKey,
  NEWEST_FIRST,
  type SimilarSearch,
  withinSearch,
} from "./similar-search.js";

/** The failures of these keys. */
export function selectFound({ table }: FailureSource, keys: readonly FoundKey[]): SQL {
  const each = keys.map(
    ({ trace_id, started_at }) => sql`(trace_id = ${trace_id} AND started_at = ${literalMoment(started_at)})`,
  );
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${table}
     WHERE (${sql.join(each, sql` OR `)}) AND error_message IS NOT NULL`;
}

/** The newest failures at all, for a question that takes also those which share nothing with it. */
export function selectNewestOfAll({ table }: FailureSource, search: SimilarSearch): SQL {
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${table}
     WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL AND ${withinSearch(search)}
     ORDER BY ${NEWEST_FIRST} LIMIT ${search.limit}`;
}
