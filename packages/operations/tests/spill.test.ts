import { ExecutionTracer, type Trace, TraceRecorder } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";
import { describe, expect } from "vitest";
import { recoverTraces } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";
import { openJournal } from "./support/open-journal.js";

const GONE = "postgres://postgres@127.0.0.1:1/none";

async function record(tracer: ExecutionTracer): Promise<Trace> {
  await tracer.startTrace("etl", { metadata: { rows: 7 } });
  const recorder = new TraceRecorder(tracer);
  await recorder.step("load", async (step) => step.setAttributes({ table: "orders" }));
  const trace = tracer.getCurrentTrace();
  tracer.clearCurrentTrace();
  return trace ?? expect.unreachable("a trace was started");
}

const finalized = (storage: TraceStorage, trace: Trace): Promise<unknown> =>
  storage.finalizeTrace(trace, "success").then(
    () => expect.unreachable("nothing can be stored there"),
    (error: unknown) => error,
  );

describe("a trace that cannot be stored", () => {
  test.for(["the storage", "the tracer"])(
    "is kept in the journal of %s, which is said",
    async (whose, { db }) => {
      const journal = openJournal();
      const given = whose === "the storage" ? { journal } : {};
      await using gone = new TraceStorage(GONE, { retryForMs: 0, ...given });
      await using storage = new TraceStorage(db.url);
      const trace = await record(new ExecutionTracer(whose === "the tracer" ? { journal } : {}));
      expect(await finalized(gone, trace)).toMatchObject({
        name: "StorageError",
        reason: "unreachable",
        message: expect.stringMatching(
          /It is kept in the journal, from which `steptrace recover` stores it\.$/,
        ),
      });
      expect(gone.stats()).toMatchObject({ committed: 0, refused: 1, spilled: 1 });
      // The same call again is safe, and makes no second one.
      await finalized(gone, trace);
      expect(await recoverTraces({ journal, storage, olderThan: 0 })).toMatchObject([
        { traceId: trace.traceId, status: "success", isInterrupted: false },
      ]);
      expect(await storage.getTrace(trace.traceId)).toMatchObject({
        status: "success",
        metadata: { rows: 7 },
        steps: [{ name: "load", id: 1, attributes: { table: "orders" } }],
      });
      expect(await recoverTraces({ journal, storage, olderThan: 0 })).toEqual([]);
    },
  );

  test("is kept nowhere where there is no journal, or that is gone as well", async () => {
    await using journal = new RedisStepJournal("redis://127.0.0.1:1", { commandTimeoutMs: 100 });
    const trace = await record(new ExecutionTracer());
    for (const given of [{}, { journal }]) {
      await using gone = new TraceStorage(GONE, { retryForMs: 0, ...given });
      expect(await finalized(gone, trace)).toMatchObject({
        message: expect.not.stringContaining("kept in the journal"),
      });
      expect(gone.stats()).toMatchObject({ refused: 1, spilled: 0 });
    }
  });

  test("is refused, and not kept, for a reason that does not pass", async ({ db }) => {
    const journal = openJournal();
    await using elsewhere = new TraceStorage(`${db.url}`, { schema: "not_migrated", journal });
    const trace = await record(new ExecutionTracer());
    expect(await finalized(elsewhere, trace)).toMatchObject({ reason: "not-migrated" });
    expect(elsewhere.stats()).toMatchObject({ refused: 1, spilled: 0 });
    expect(await journal.read(trace.traceId)).toEqual([]);
  });
});
