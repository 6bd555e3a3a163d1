import type { Trace } from "@steptrace/core";
import { withJournal } from "../journal/with-journal.js";
import type { Connection } from "../store/connection.js";

/**
 * The trace that runs now and is meant by an id: its own, or that of its execution; `undefined` where there is none, and
 * without a Redis, which alone knows of it.
 */
export async function findRunning({ redisUrl }: Connection, id: string): Promise<Trace | undefined> {
  if (redisUrl === undefined) return undefined;
  const { listRunning, readRunning } = await import("@steptrace/operations");
  return withJournal({ redisUrl }, async (journal) => {
    const trace = await readRunning(journal, id);
    if (trace !== undefined) return trace;
    const running = await listRunning(journal);
    return running.find((one) => one.trace.executionId === id)?.trace;
  });
}
