import type { TestDatabase } from "@steptrace/test-utils";
import { expect } from "vitest";

const PATIENCE = { timeout: 10_000, interval: 5 };

/**
 * Waits until maintenance waits for the transactions of others, and gives the process of its session.
 *
 * @param what it looks for: those that have something locked, or those that have a snapshot of before
 */
export async function waitingSession(
  { sql }: TestDatabase,
  what: "locks" | "snapshots" = "locks",
): Promise<number> {
  const looking = what === "locks" ? "%AS transaction%pg_locks%" : "%backend_xmin%AS transaction%";
  let pid = 0;
  await expect
    .poll(async () => {
      const sessions = await sql<{ pid: number }[]>`
        SELECT pid FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'steptrace' AND pid <> pg_backend_pid()
           AND query LIKE ${looking} AND state = 'idle'`;
      pid = sessions[0]?.pid ?? 0;
      return sessions.length;
    }, PATIENCE)
    .toBe(1);
  return pid;
}
