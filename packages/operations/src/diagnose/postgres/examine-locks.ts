import { type Database, tableRegclass } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";

/** Who stands in whose way on the table. */
export interface LocksFacts {
  readonly waits: readonly LockWait[];
  readonly idle: readonly IdleTransaction[];
}

/** A session that waits for a lock on the table, and one that it waits for. */
export interface LockWait {
  readonly pid: number;
  readonly relation: string;
  /** As `AccessExclusiveLock`. */
  readonly mode: string;
  readonly waitedMs: number;
  /** Absent where it has ended meanwhile, and where a prepared transaction has the lock, which no session holds. */
  readonly blocker?: Session;
}

export interface Session {
  readonly pid: number;
  /** Absent where the role may not see it. */
  readonly application?: string;
  /** As `idle in transaction`; absent where the role may not see it. */
  readonly state?: string;
}

/** A session that holds a lock on the table in a transaction, and does nothing. */
export interface IdleTransaction extends Session {
  readonly idleMs: number;
}

interface WaitRow {
  readonly pid: number;
  readonly relation: string;
  readonly mode: string;
  readonly waited_ms: number;
  readonly blocker_pid: number | null;
  readonly blocker_application: string | null;
  readonly blocker_state: string | null;
}

interface IdleRow {
  readonly pid: number;
  readonly application: string | null;
  readonly state: string;
  readonly idle_ms: number;
}

/** More would not be read by anybody. */
const MOST = 100;

/** Takes no lock on the table itself. @throws {StorageError} */
export async function readLocks(database: Database): Promise<LocksFacts> {
  const what = "Looking at locks";
  const [waits, idle] = await Promise.all([
    database.rows<WaitRow>(what, selectWaits(database.schema)),
    database.rows<IdleRow>(what, selectIdle(database.schema)),
  ]);
  return {
    waits: waits.map((row) => ({
      pid: row.pid,
      relation: row.relation,
      mode: row.mode,
      waitedMs: row.waited_ms,
      ...(row.blocker_pid !== null && {
        blocker: sessionOf(row.blocker_pid, row.blocker_application, row.blocker_state),
      }),
    })),
    idle: idle.map((row) => ({ ...sessionOf(row.pid, row.application, row.state), idleMs: row.idle_ms })),
  };
}

function sessionOf(pid: number, application: string | null, state: string | null): Session {
  return { pid, ...(application && { application }), ...(state && { state }) };
}

function ourLocks(schema: string | undefined): SQL {
  const parent = tableRegclass(schema);
  return sql`
    SELECT l.* FROM pg_catalog.pg_locks l
     WHERE l.locktype = 'relation'
       AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
       AND (l.relation = ${parent} OR l.relation IN (SELECT inhrelid FROM pg_catalog.pg_inherits WHERE inhparent = ${parent}))`;
}

function selectWaits(schema: string | undefined): SQL {
  return sql`
    SELECT w.pid,
           w.relation::regclass::text AS relation,
           w.mode::text AS mode,
           coalesce(extract(epoch FROM clock_timestamp() - w.waitstart), 0)::float8 * 1000 AS waited_ms,
           blocker.pid AS blocker_pid,
           holder.application_name::text AS blocker_application,
           holder.state::text AS blocker_state
      FROM (${ourLocks(schema)}) AS w
      LEFT JOIN LATERAL (SELECT pid FROM unnest(pg_blocking_pids(w.pid)) AS pid WHERE pid > 0 LIMIT 1) AS blocker ON true
      LEFT JOIN pg_catalog.pg_stat_activity holder ON holder.pid = blocker.pid
     WHERE NOT w.granted
     ORDER BY waited_ms DESC LIMIT ${sql.raw(String(MOST))}`;
}

function selectIdle(schema: string | undefined): SQL {
  return sql`
    SELECT a.pid,
           a.application_name::text AS application,
           a.state::text AS state,
           extract(epoch FROM clock_timestamp() - a.state_change)::float8 * 1000 AS idle_ms
      FROM pg_catalog.pg_stat_activity a
     WHERE a.state LIKE 'idle in transaction%'
       AND a.pid IN (SELECT l.pid FROM (${ourLocks(schema)}) AS l WHERE l.granted)
     ORDER BY idle_ms DESC LIMIT ${sql.raw(String(MOST))}`;
}
