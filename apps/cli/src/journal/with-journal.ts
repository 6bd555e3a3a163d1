import type { RedisStepJournal } from "@steptrace/redis-context";
import { UsageError } from "../faults/usage-error.js";
import type { Connection } from "../store/connection.js";

/**
 * Opens the journal for a function, and closes it after it.
 *
 * @throws {UsageError} where no Redis is named
 * @throws {JournalError}
 */
export async function withJournal<T>(
  { redisUrl }: Pick<Connection, "redisUrl">,
  use: (journal: RedisStepJournal) => Promise<T>,
): Promise<T> {
  if (redisUrl === undefined) {
    throw new UsageError("Expected --redis-url or REDIS_URL: the journal is in Redis. Received neither.");
  }
  const { RedisStepJournal } = await import("@steptrace/redis-context");
  await using journal = new RedisStepJournal(redisUrl);
  return await use(journal);
}
