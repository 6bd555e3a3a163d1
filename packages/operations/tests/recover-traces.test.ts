import { randomUUID } from "node:crypto";
import {
  closeTrace,
  commitTrace,
  ExecutionTracer,
  type StepJournal,
  StorageError,
  TraceFinalizedError,
  TraceRecorder,
} from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisTraceContext } from "@steptrace/redis-context";
import { describe, expect, inject, vi } from "vitest";
import { recoverTraces } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";
import { openJournal } from "./support/open-journal.js";

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
    await using gone = new TraceStorage("postgres://postgres@127.0.0.1:1/none", { retryForMs: 0 });
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

  test("gives way to its owner also where the user's own metadata says that it was interrupted", async ({
    db,
  }) => {
    await using storage = new TraceStorage(db.url);
    const journal = openJournal();
    const tracer = new ExecutionTracer({ journal, storage });
    const options = { metadata: { interrupted: true, user: "alice" } };
    const traceId = await tracer.trace("etl", options, async (trace) => {
      await trace.startStep("long").journaled();
      expect(await recoverTraces({ journal, storage, olderThan: 0 })).toHaveLength(1);
      expect((await storage.getTrace(trace.traceId))?.metadata).toEqual({
        interrupted: true,
        user_interrupted: true,
        user: "alice",
      });
      return trace.traceId;
    });
    expect(await storage.getTrace(traceId)).toMatchObject({
      status: "success",
      metadata: { user: "alice", user_interrupted: true },
    });
    expect((await storage.getTrace(traceId))?.metadata).not.toHaveProperty("interrupted");
  });

  test("makes no row of a trace that a transaction of the application's own was to decide on", async ({
    db,
  }) => {
    await using storage = new TraceStorage(db.url);
    const journal = openJournal();
    const tracer = new ExecutionTracer({ journal });
    const traceId = await tracer.startTrace("etl");
    await new TraceRecorder(tracer, { traceId }).startStep("load").journaled();
    const trace = tracer.getCurrentTrace();
    if (trace === undefined) throw new Error("Expected a trace.");
    // A close that had no answer in time, and took place all the same; then a rollback.
    const closed = closeTrace(trace, "success", {}, Date.now());
    const forgetting = vi.spyOn(journal, "remove").mockResolvedValue(false);
    const rolledBack = commitTrace(closed, () => Promise.reject(new Error("rollback")), {
      forgetFirst: true,
    });
    await expect(rolledBack).rejects.toThrow("rollback");
    forgetting.mockRestore();
    expect(await journaled(journal, traceId)).toBeGreaterThan(0);
    expect(await recoverTraces({ journal, storage, olderThan: 0 })).toEqual([]);
    expect(await storage.getTrace(traceId)).toBeUndefined();
    expect(await journaled(journal, traceId)).toBe(0);
  });

  test("loses no step of processes that joined, whether the owner lives or not", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    await using context = new RedisTraceContext(inject("redisUrl"), { keyPrefix: `test-${randomUUID()}:` });
    const journal = openJournal();
    const owner = new ExecutionTracer({ context, journal, storage });
    const joiner = new ExecutionTracer({ context, journal });
    const names = async (traceId: string): Promise<readonly string[] | undefined> =>
      (await storage.getTrace(traceId))?.steps.map(({ name }) => name).toSorted();
    const joinedStep = async (executionId: string, name: string): Promise<void> => {
      await using joined = await joiner.joinTrace(executionId);
      joined.startStep(name).end();
    };
    const traceId = await owner.trace("etl", { executionId: "exec-lives" }, async (trace) => {
      await trace.startStep("own").journaled();
      await joinedStep("exec-lives", "joined before");
      expect(await recoverTraces({ journal, storage, olderThan: 0 })).toHaveLength(1);
      expect(await names(trace.traceId)).toEqual(["joined before", "own"]);
      await trace.startStep("own again").journaled();
      await joinedStep("exec-lives", "joined after");
      expect(await recoverTraces({ journal, storage, olderThan: 0 })).toHaveLength(1);
      expect(await recoverTraces({ journal, storage, olderThan: 0 })).toEqual([]);
      return trace.traceId;
    });
    expect(await storage.getTrace(traceId)).toMatchObject({ status: "success", metadata: {} });
    expect(await names(traceId)).toEqual(["joined after", "joined before", "own", "own again"]);
    await expect(joinedStep("exec-lives", "too late")).rejects.toThrow(TraceFinalizedError);

    const deadId = await owner.startTrace("etl", { executionId: "exec-dies" });
    await new TraceRecorder(owner, { traceId: deadId }).startStep("own").journaled();
    owner.clearCurrentTrace();
    await joinedStep("exec-dies", "joined");
    expect(await recoverTraces({ journal, storage, olderThan: 0 })).toHaveLength(1);
    expect(await names(deadId)).toEqual(["joined", "own"]);
    expect(await storage.getTrace(deadId)).toMatchObject({
      status: "failed",
      metadata: { interrupted: true },
    });
  });

  test("leaves alone what was heard of, and what it cannot read", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    const journal = openJournal();
    const faults: unknown[] = [];
    await journal.open("unreadable", "no entry");
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
