import { type SQL, sql } from "drizzle-orm";

/** A transaction of somebody else's, and the session that it is in. */
export interface Session {
  /** What tells it from every other one. */
  readonly transaction: string;
  /** Null for a prepared transaction, which is in no session. */
  readonly pid: number | null;
  readonly role: string | null;
  readonly application: string | null;
  /** Since when it runs, UTC; null where the role may not know. */
  readonly since: string | null;
  /** Its last statement. */
  readonly statement: string | null;
}

const MOST_CHARACTERS = 120;

const DESCRIPTION = sql`
  a.usename::text AS role, nullif(a.application_name, '') AS application,
  to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS since, a.query AS statement`;

/** The transactions that have a table locked, in whatever mode. */
export function sessionsThatHold(tableOid: string): SQL {
  return sql`
    SELECT DISTINCT l.virtualtransaction AS transaction, l.pid, ${DESCRIPTION}
      FROM pg_catalog.pg_locks l
      LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'relation' AND l.granted AND l.relation = ${tableOid}::text::oid
       AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
       AND l.pid IS DISTINCT FROM pg_backend_pid()
     ORDER BY since`;
}

/** The session that has an advisory lock, by its two keys. */
export function sessionsThatHoldLock(space: SQL, key: SQL): SQL {
  return sql`
    SELECT l.virtualtransaction AS transaction, l.pid, ${DESCRIPTION}
      FROM pg_catalog.pg_locks l
      LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${space}::oid AND l.objid = ${key}::oid
       AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())`;
}

/**
 * The transactions that see the database as it was at some moment. Of the sessions of others, a role without
 * `pg_read_all_stats` may not know when a transaction began: then the oldest one that it sees has to do.
 */
export function sessionsWithSnapshots(): SQL {
  return sql`
    SELECT a.pid || ' ' || coalesce(a.xact_start::text, a.backend_xmin::text) AS transaction, a.pid, ${DESCRIPTION}
      FROM pg_catalog.pg_stat_activity a
     WHERE a.datname = current_database() AND a.backend_xmin IS NOT NULL AND a.pid <> pg_backend_pid()
       AND a.backend_type = 'client backend'
     ORDER BY since`;
}

/** A transaction in words: who, since when, and what it ran last, without the values in it. */
export function describeSession({ pid, role, application, since, statement }: Session): string {
  if (pid === null) return "a prepared transaction (see pg_prepared_xacts)";
  const who = [role, application].filter((part) => part !== null).join(", ");
  const when = since === null ? "" : `, in a transaction since ${since} UTC`;
  const what = statement ? `, last statement: ${withoutValues(statement)}` : "";
  return `session ${pid}${who && ` (${who})`}${when}${what}`;
}

function withoutValues(statement: string): string {
  const line = statement
    .replace(/'(?:[^']|'')*'?/g, "'…'")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
