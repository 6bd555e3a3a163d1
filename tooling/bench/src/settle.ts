import type { Sql } from "postgres";

/**
 * Has the server do now what it would do in the middle of a measurement: learn of what was stored, and write it. Else whoever asks
 * first waits, for there is no room for what is read.
 */
export async function settle(sql: Sql): Promise<void> {
  await sql`VACUUM ANALYZE`;
  await sql`CHECKPOINT`;
}
