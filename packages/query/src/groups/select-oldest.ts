import { type Database, timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";

/** When the oldest failure started that is kept; reads the end of the index of failures. */
export function selectOldest({ table }: Pick<Database, "table">): SQL {
  return sql`
    SELECT ${timestampText(sql`started_at`)} AS started_at FROM ${table}
     WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL
     ORDER BY ${table.startedAt} LIMIT 1`;
}
