import { textArray } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { SUMMARY_COLUMNS } from "../trace-summary.js";
import {
  type FailureSource,
  type FoundKey,
  NEWEST_FIRST,
  type SimilarSearch,
  withinSearch,
} from "./similar-search.js";

/** The failures of these keys. Planned once for all: planning for each key's month would take longer than reading them. */
export function selectFound({ table }: FailureSource, keys: readonly FoundKey[]): SQL {
  return sql`
    SELECT found.*
      FROM unnest(${textArray(keys.map((key) => key.trace_id))}::text::text[],
                  ${textArray(keys.map((key) => key.started_at))}::text::text[]) AS wanted (id, moment)
     CROSS JOIN LATERAL (
       SELECT ${SUMMARY_COLUMNS} FROM ${table}
        WHERE trace_id = wanted.id AND ${table.startedAt} = wanted.moment::timestamp AND error_message IS NOT NULL) AS found`;
}

/** The newest failures at all, for a question that takes also those which share nothing with it. */
export function selectNewestOfAll({ table }: FailureSource, search: SimilarSearch): SQL {
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${table}
     WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL AND ${withinSearch(search)}
     ORDER BY ${NEWEST_FIRST} LIMIT ${search.limit}`;
}
