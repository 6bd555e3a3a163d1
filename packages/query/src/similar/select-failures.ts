import { type SQL, sql } from "drizzle-orm";
import { selectByKeys } from "../by-keys.js";
import { SUMMARY_COLUMNS } from "../trace-summary.js";
import {
  type FailureSource,
  type FoundKey,
  NEWEST_FIRST,
  type SimilarSearch,
  withinSearch,
} from "./similar-search.js";

/** The failures of these keys. */
export function selectFound(source: FailureSource, keys: readonly FoundKey[]): SQL {
  return selectByKeys(source, SUMMARY_COLUMNS, keys, sql`error_message IS NOT NULL`);
}

/** The newest failures at all, for a question that takes also those which share nothing with it. */
export function selectNewestOfAll({ table }: FailureSource, search: SimilarSearch): SQL {
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${table}
     WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL AND ${withinSearch(search)}
     ORDER BY ${NEWEST_FIRST} LIMIT ${search.limit}`;
}
