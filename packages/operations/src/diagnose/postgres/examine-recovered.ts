import { type Database, timestampText } from "@steptrace/postgres-store";
import { sql } from "drizzle-orm";

/** How far back it is counted. */
export const RECOVERED_HOURS = 24;

export interface RecoveredFacts {
  readonly count: number;
  /** When the newest of them started; absent where there is none. */
  readonly newest?: string;
}

/** Traces of the last day whose process died, as recovery marks them. @throws {StorageError} */
export async function readRecovered(database: Database): Promise<RecoveredFacts> {
  const { table } = database;
  const [row] = await database.rows<{ readonly count: number; readonly newest: string | null }>(
    "Counting recovered traces",
    sql`
      SELECT count(*)::int AS count, ${timestampText(sql`max(${table.startedAt})`)} AS newest
        FROM ${table}
       WHERE ${table.status} IN ('failed', 'timeout') AND ${table.errorMessage} IS NOT NULL
         AND ${table.startedAt} >= (now() AT TIME ZONE 'utc') - make_interval(hours => ${sql.raw(String(RECOVERED_HOURS))})
         AND ${table.metadata} @> '{"interrupted": true}'`,
  );
  return { count: row?.count ?? 0, ...(row?.newest && { newest: row.newest }) };
}
