import { setTimeout as sleep } from "node:timers/promises";
import { StorageError } from "@steptrace/core";
import { sql } from "drizzle-orm";
import type { RunStatement } from "../partitions/ensure-partitions.js";

/** The first of the two keys: ours, among all the advisory locks of a database ("step" in ASCII). */
const NAMESPACE = 0x73746570;
const RETRY_MS = 100;
const WAIT_MS = 120_000;

/**
 * Runs a function while no other process migrates or maintains the same schema. By polling: waiting inside
 * pg_advisory_lock holds a snapshot, and CREATE INDEX CONCURRENTLY of the holder would wait for us in turn.
 *
 * @throws {StorageError} when it is not free within two minutes
 */
export async function withAdvisoryLock<T>(
  run: RunStatement,
  schema: string | undefined,
  act: () => Promise<T>,
): Promise<T> {
  const keys = sql`${sql.raw(String(NAMESPACE))}, hashtext(coalesce(${schema ?? null}::text, current_schema()::text, ''))`;
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const [row] = await run<{ readonly locked: boolean }>(
      sql`SELECT pg_try_advisory_lock(${keys}) AS locked`,
    );
    if (row?.locked === true) break;
    if (performance.now() > deadline) {
      throw new StorageError(
        `Another process has been migrating or maintaining this schema for over ${WAIT_MS / 1000} s. Wait for it, or end it.`,
        { reason: "timeout" },
      );
    }
    await sleep(RETRY_MS);
  }
  try {
    return await act();
  } finally {
    // Where this fails, the connection is gone, and the lock with it.
    await run(sql`SELECT pg_advisory_unlock(${keys})`).catch(() => {});
  }
}
