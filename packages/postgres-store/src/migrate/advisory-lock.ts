import { setTimeout as sleep } from "node:timers/promises";
import { StorageError } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { describeSession, type Session, sessionsThatHoldLock } from "../retention/sessions.js";

/** The first of the two keys: ours, among all the advisory locks of a database ("step" in ASCII). */
const NAMESPACE = 0x73746570;
const RETRY_MS = 100;
const WAIT_MS = 120_000;

/**
 * Runs a function while nobody else migrates or maintains the same schema. By polling: waiting inside
 * pg_advisory_lock holds a snapshot, and CREATE INDEX CONCURRENTLY of the holder would wait for us in turn.
 *
 * @throws {StorageError} when it is not free within two minutes
 */
export async function withAdvisoryLock<T>(
  run: RunStatement,
  schema: string | undefined,
  act: () => Promise<T>,
): Promise<T> {
  const space = sql.raw(String(NAMESPACE));
  const key = sql`hashtext(coalesce(${schema ?? null}::text, current_schema()::text, ''))`;
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const [row] = await run<{ readonly locked: boolean }>(tryLock(space, key));
    if (row?.locked === true) break;
    if (performance.now() > deadline) {
      const [holder] = await run<Session>(sessionsThatHoldLock(space, key));
      throw new StorageError(
        `Another process has been migrating or maintaining this schema for over ${WAIT_MS / 1000} s` +
          `${holder ? `: ${describeSession(holder)}` : ""}. Wait for it, or end it.`,
        { reason: "timeout" },
      );
    }
    await sleep(RETRY_MS);
  }
  try {
    return await act();
  } finally {
    // Where this fails, the connection is gone, and the lock with it.
    await run(sql`SELECT pg_advisory_unlock(${space}, ${key})`).catch(() => {});
  }
}

/** A session gets a lock that it has a second time: two callers that share a connection would both go ahead. */
function tryLock(space: SQL, key: SQL): SQL {
  return sql`
    SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_locks
                              WHERE locktype = 'advisory' AND pid = pg_backend_pid()
                                AND classid = ${space}::oid AND objid = ${key}::oid)
                THEN false ELSE pg_try_advisory_lock(${space}, ${key}) END AS locked`;
}
