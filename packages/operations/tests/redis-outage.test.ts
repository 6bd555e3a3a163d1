import { ExecutionTracer, JournalError, readJournal } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";
import { startRedis } from "@steptrace/test-services";
import { describe, expect, onTestFinished } from "vitest";
import { recoverTraces } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";

const HEALING = { timeout: 15_000, interval: 50 };

describe("a Redis that is killed and comes back empty", () => {
  test("is told of once, stops nothing, and knows every running trace again, whole", async ({ db }) => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const journal = new RedisStepJournal(redis.url);
    onTestFinished(() => journal.disconnect());
    await using storage = new TraceStorage(db.url);
    const faults: unknown[] = [];
    const tracer = new ExecutionTracer({ journal, storage, onError: (error) => faults.push(error) });
    const stepsIn = async (traceId: string): Promise<number | undefined> =>
      readJournal(await journal.read(traceId))?.steps.length;

    const traceId = await tracer.trace("etl", async (trace) => {
      await trace.startStep("before").journaled();
      expect(await stepsIn(trace.traceId)).toBe(1);
      await redis.crash();
      for (let index = 0; index < 100; index += 1) await trace.step(`during ${index}`, () => {});
      await trace.startStep("waits in vain").journaled();
      expect(faults.filter((fault) => !(fault instanceof JournalError))).toEqual([]);
      await redis.restart();
      await expect.poll(() => stepsIn(trace.traceId).catch(() => 0), HEALING).toBe(102);
      await trace.startStep("after").journaled();
      expect(await stepsIn(trace.traceId)).toBe(103);
      return trace.traceId;
    });
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(2);
    expect((await storage.getTrace(traceId))?.steps).toHaveLength(103);
    await expect.poll(() => stepsIn(traceId), HEALING).toBeUndefined();
    expect(await recoverTraces({ journal, storage, olderThan: 0 })).toEqual([]);
  });
});
