import { randomUUID } from "node:crypto";
import { ExecutionTracer, type StepJournal, StorageError, TraceRecorder } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";
import { describe, expect, inject, onTestFinished } from "vitest";
import { recoverTraces } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";

function openJournal(): RedisStepJournal {
  const journal = new RedisStepJournal(inject("redisUrl"), {
    keyPrefix: `test-${randomUUID()}:`,
    commandTimeoutMs: 5000,
  });
  onTestFinished(() => journal.disconnect());
  return journal;
}

async function journaled(journal: StepJournal, traceId: string): Promise<number> {
  return (await journal.read(traceId)).length;
}

describe("recoverTraces", () => {
  test("makes a failure of a trace that nobody ends, with all that the journal knows of it", async ({
    db,
  }) => {
    await using storage = new TraceStorage(db.url);
    const journal = openJournal();
    const tracer = new ExecutionTracer({ journal });
    const traceId = await tracer.startTrace("etl", { executionId: "exec-1", metadata: { user: "alice" } });
    // What a killed process leaves: the journal alone.
    const recorder = new TraceRecorder(tracer);
    recorder.recordStep("extract", 5);
    await recorder.startStep("load", { attributes: { rows: 10 } }).journaled();
    const recovered = await recoverTraces({ journal, storage, olderThan: 0 });
    expect(recovered).toEqual([{ traceId, skillName: "etl", status: "failed", isInterrupted: true }]);
    expect(await storage.getTrace(traceId)).toMatchObject({
      status: "failed",
      executionId: "exec-1",
      errorMessage: expect.stringMatching(
        /^Interrupted: no sign of life since .* while step 'load' was running$/,
      ),
      metadata: { user: "alice", interrupted: true },
      steps: [
        { name: "extract", status: "success" },
        { name: "load", interrupted: true, attributes: { rows: 10 } },
      ],
    });
    expect(await journaled(journal, traceId)).toBe(0);
  });

  test("makes of a trace whose database was gone the row that was meant, once, however many recover it", async ({
    db,
  }) => {
    await using storage = new TraceStorage(db.url);
    const journal = openJournal();
    await using gone = new TraceStorage("postgres://postgres@127.0.0.1:1/none", { timeoutMs: 2000 });
    const faults: unknown[] = [];
    const tracer = new ExecutionTracer({
      journal,
      storage: gone,
      onError: (error) => faults.push(error),
    });
    const traceIds = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        tracer.trace("outage", async (trace) => {
          await trace.step("load", () => {});
          trace.recordStep("count", index);
          return trace.traceId;
        }),
      ),
    );
    expect(faults).toHaveLength(20);
    await expect(recoverTraces({ journal, storage: gone, olderThan: 0 })).rejects.toThrow(StorageError);
    const reports = await Promise.all(
      Array.from({ length: 8 }, () => recoverTraces({ journal, storage, olderThan: 0 })),
    );
    expect(
      reports
        .flat()
        .map(({ traceId }) => traceId)
        .toSorted(),
    ).toEqual(traceIds.toSorted());
    expect(new Set(reports.flat().map(({ isInterrupted }) => isInterrupted))).toEqual(new Set([false]));
    for (const [index, traceId] of traceIds.entries()) {
      expect(await storage.getTrace(traceId)).toMatchObject({
        status: "success",
        steps: expect.arrayContaining([expect.objectContaining({ name: "count", durationMs: index })]),
        metadata: {},
      });
      expect(await journaled(journal, traceId)).toBe(0);
    }
    const [{ count } = { count: "0" }] = await db.sql<
      { count: string }[]
    >`SELECT count(*) FROM execution_traces WHERE skill_name = 'outage'`;
    expect(Number(count)).toBe(20);
  });

  test("gives way to an owner that turns out to live", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    const journal = openJournal();
    const tracer = new ExecutionTracer({ journal, storage });
    const traceId = await tracer.trace("etl", async (trace) => {
      await trace.startStep("long").journaled();
      expect(await recoverTraces({ journal, storage, olderThan: 0 })).toHaveLength(1);
      expect(await storage.getTrace(trace.traceId)).toMatchObject({ status: "failed" });
      await trace.step("later", async (step) => {
        await step.journaled();
        expect(await journaled(journal, trace.traceId)).toBeGreaterThan(0);
      });
      return trace.traceId;
    });
    expect(await storage.getTrace(traceId)).toMatchObject({
      status: "success",
      metadata: {},
      steps: [
        { name: "long", interrupted: true },
        { name: "later", status: "success" },
      ],
    });
    expect(await recoverTraces({ journal, storage, olderThan: 0 })).toEqual([]);
    expect(tracer.stats().faults).toBe(0);
  });

  test("adds what an owner journaled after it was recovered, and before it died", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    const journal = openJournal();
    const tracer = new ExecutionTracer({ journal });
    const traceId = await tracer.startTrace("etl");
    const recorder = new TraceRecorder(tracer, { traceId });
    await recorder.startStep("one").journaled();
    expect(await recoverTraces({ journal, storage, olderThan: 0 })).toHaveLength(1);
    await recorder.startStep("two").journaled();
    tracer.clearCurrentTrace();
    expect(await recoverTraces({ journal, storage, olderThan: 0 })).toHaveLength(1);
    expect((await storage.getTrace(traceId))?.steps.map(({ name }) => name)).toEqual(["one", "two"]);
    expect(await journaled(journal, traceId)).toBe(0);
  });

  test("leaves alone what was heard of, and what it cannot read", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    const journal = openJournal();
    const faults: unknown[] = [];
    await journal.append("unreadable", "no entry", true);
    await new ExecutionTracer({ journal }).trace("etl", async (trace) => {
      await trace.startStep("x").journaled();
      expect(await recoverTraces({ journal, storage })).toEqual([]);
      const options = { journal, storage, olderThan: 0, onError: (error: unknown) => faults.push(error) };
      expect(await recoverTraces(options)).toHaveLength(1);
    });
    expect(faults).toEqual([expect.objectContaining({ code: "INVALID_ARGUMENT" })]);
    expect(await journaled(journal, "unreadable")).toBe(1);
  });
});
