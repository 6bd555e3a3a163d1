import { randomBytes } from "node:crypto";
import type { MakeJournal } from "@steptrace/contracts";
import type { Cluster, Redis } from "ioredis";
import { onTestFinished } from "vitest";
import { RedisStepJournal } from "../../src/index.js";

/** Makes journals with a prefix of their own each; removes what is left in them after the test, and closes them. */
export function journalFactory(redis: () => string | Redis | Cluster): MakeJournal {
  return () => {
    const keyPrefix = `test-${randomBytes(6).toString("hex")}:`;
    const journal = new RedisStepJournal(redis(), { keyPrefix, commandTimeoutMs: 5000 });
    onTestFinished(async () => {
      for await (const { traceId } of journal.silent(0)) {
        await journal.take(traceId);
        await journal.remove(traceId, Number.MAX_SAFE_INTEGER);
      }
      await journal.disconnect();
    });
    return journal;
  };
}
