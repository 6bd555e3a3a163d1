import type { Database } from "@steptrace/postgres-store";
import { sql } from "drizzle-orm";

/** What a server says of itself. */
export interface ServerFacts {
  /** `host:port/database`, or the directory. */
  readonly target: string;
  /** Whether others use it meanwhile: not an embedded store. */
  readonly isShared: boolean;
  /** As `15.4`. */
  readonly version: string;
  /** As 150004. */
  readonly versionNumber: number;
  readonly encoding: string;
  /** The role that asks, as SQL text. */
  readonly quotedRole: string;
  readonly isStandby: boolean;
  readonly isReadOnly: boolean;
  /** Milliseconds to the first answer, connecting included. */
  readonly connectMs: number;
  /** Milliseconds to a later one. */
  readonly answerMs: number;
  /** Milliseconds that the server's clock is ahead of this process's; negative where it is behind. */
  readonly clockAheadMs: number;
}

interface ServerRow {
  readonly version: string;
  readonly version_number: number;
  readonly encoding: string;
  readonly quoted_role: string;
  readonly is_standby: boolean;
  readonly is_read_only: boolean;
  readonly clock_ms: number;
}

const SELECT_SERVER = sql`
  SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
         current_setting('server_version_num')::int AS version_number,
         current_setting('server_encoding') AS encoding,
         quote_ident(current_user) AS quoted_role,
         pg_is_in_recovery() AS is_standby,
         current_setting('default_transaction_read_only') = 'on' AS is_read_only,
         extract(epoch FROM clock_timestamp())::float8 * 1000 AS clock_ms`;

/** @throws {StorageError} where the server cannot be reached, or refuses */
export async function readServer(database: Database): Promise<ServerFacts> {
  const what = "Looking at the server";
  const began = performance.now();
  await database.rows(what, sql`SELECT 1`);
  const connected = performance.now();
  const askedAt = Date.now();
  const [row] = await database.rows<ServerRow>(what, SELECT_SERVER);
  const answered = performance.now();
  if (row === undefined) throw new Error("The server answered without a row.");
  const answerMs = answered - connected;
  return {
    target: database.target,
    isShared: database.isShared,
    version: row.version,
    versionNumber: row.version_number,
    encoding: row.encoding,
    quotedRole: row.quoted_role,
    isStandby: row.is_standby,
    isReadOnly: row.is_read_only,
    connectMs: connected - began,
    answerMs,
    // Its clock was read on the way, some time between the question and the answer: in the middle of them, as it were.
    clockAheadMs: row.clock_ms - (askedAt + answerMs / 2),
  };
}
