import { randomUUID } from "node:crypto";
import { RedisStepJournal } from "@steptrace/redis-context";
import { inject, onTestFinished } from "vitest";

/** A journal in a corner of Redis that the test has to itself, disconnected when it is finished. */
export function openJournal(): RedisStepJournal {
  const keyPrefix = `test-${randomUUID()}:`;
  const journal = new RedisStepJournal(inject("redisUrl"), { keyPrefix, commandTimeoutMs: 5000 });
  onTestFinished(() => journal.disconnect());
  return journal;
}
