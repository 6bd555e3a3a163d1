import {
  ContextError,
  ExecutionTracer,
  InvalidStatusError,
  StepNotStartedError,
  type Trace,
  TraceRecorder,
  uuidV7Time,
} from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { RedisTraceContext } from "@steptrace/redis-context";
import { databaseTest } from "@steptrace/test-utils";
import { describe, expect } from "vitest";

/**
 * The five test groups that the specification names, against a real PostgreSQL and a real Redis, by the public
 * packages alone.
 */
const test = databaseTest({ template: "specification", prepare: async (url) => void (await migrate(url)) })
  .extend("context", async ({ redis }, { onCleanup }) => {
    const context = new RedisTraceContext(redis.client, { keyPrefix: `${redis.prefix}trace_context:` });
    onCleanup(() => context.close());
    return context;
  })
  .extend("tracer", ({ context }) => new ExecutionTracer({ context }))
  .extend("recorder", ({ tracer }) => new TraceRecorder(tracer))
  .extend("storage", async ({ db }, { onCleanup }) => {
    const storage = new TraceStorage(db.url);
    onCleanup(() => storage.close());
    return storage;
  })
  .extend("query", ({ storage }) => new TraceQuery(storage));

function currentTrace(tracer: ExecutionTracer): Trace {
  const trace = tracer.getCurrentTrace();
  if (trace === undefined) throw new Error("Expected a current trace.");
  return trace;
}

describe("trace creation and context management", () => {
  test("a trace gets a UUID", async ({ tracer }) => {
    const traceId = await tracer.startTrace("docker-build");
    expect(traceId).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(uuidV7Time(traceId)).toBe(currentTrace(tracer).startedAt.getTime());
  });

  test("an execution id leads to its trace, also from another tracer", async ({ tracer, context }) => {
    const traceId = await tracer.startTrace("docker-build", { executionId: "exec-123" });
    expect(await tracer.getTraceId("exec-123")).toBe(traceId);
    expect(await new ExecutionTracer({ context }).getTraceId("exec-123")).toBe(traceId);
    expect(await tracer.getTraceId("exec-unknown")).toBeUndefined();
  });

  test("the context stands in Redis as specified: the plain id, for an hour", async ({ tracer, redis }) => {
    const traceId = await tracer.startTrace("docker-build", { executionId: "exec-ttl" });
    const key = `${redis.prefix}trace_context:exec-ttl`;
    expect(await redis.client.get(key)).toBe(traceId);
    const ttl = await redis.client.ttl(key);
    expect(ttl).toBeGreaterThan(3590);
    expect(ttl).toBeLessThanOrEqual(3600);
  });

  test("the current trace is running, with its metadata and without steps", async ({ tracer }) => {
    await tracer.startTrace("redis-coordination", { metadata: { environment: "test" } });
    expect(tracer.getCurrentTrace()).toMatchObject({
      skillName: "redis-coordination",
      status: "running",
      steps: [],
      metadata: { environment: "test" },
    });
  });

  test("without an execution id, the id is that of the current trace", async ({ tracer }) => {
    const traceId = await tracer.startTrace("docker-build");
    expect(await tracer.getTraceId()).toBe(traceId);
    tracer.clearCurrentTrace();
    expect(await tracer.getTraceId()).toBeUndefined();
    expect(tracer.getCurrentTrace()).toBeUndefined();
  });

  test("a Redis that is gone is an error to who asks, and none to who works", async ({ onTestFinished }) => {
    const faults: unknown[] = [];
    // Nobody listens on that port.
    const context = new RedisTraceContext("redis://127.0.0.1:1");
    onTestFinished(() => context.close());
    const tracer = new ExecutionTracer({ context, onError: (error) => faults.push(error) });
    await tracer.startTrace("docker-build", { executionId: "exec-123" });
    expect(tracer.getCurrentTrace()?.status).toBe("running");
    expect(faults).toEqual([expect.any(ContextError)]);
    await expect(tracer.getTraceId("exec-123")).rejects.toBeInstanceOf(ContextError);
  });
});

describe("step recording", () => {
  test("a step has a name, an end in UTC with microseconds, a duration and a status", async ({
    tracer,
    recorder,
  }) => {
    await tracer.startTrace("docker-build");
    recorder.startStep("validate-input");
    const step = recorder.endStep("validate-input", { status: "success" });
    expect(step).toMatchObject({ name: "validate-input", status: "success" });
    expect(step.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(step.durationMs).toBeGreaterThanOrEqual(0);
    expect(currentTrace(tracer).steps).toEqual([step]);
  });

  test("a failed step keeps its error", async ({ tracer, recorder }) => {
    await tracer.startTrace("docker-build");
    recorder.startStep("process-data");
    const step = recorder.endStep("process-data", { status: "failed", errorMessage: "Invalid format" });
    expect(step).toMatchObject({ status: "failed", errorMessage: "Invalid format" });
  });

  test("a step can be recorded with its duration", async ({ tracer, recorder }) => {
    await tracer.startTrace("docker-build");
    expect(recorder.recordStep("load-config", 75)).toMatchObject({ name: "load-config", durationMs: 75 });
  });

  test("a step that was not started cannot end, and no status is unknown", async ({ tracer, recorder }) => {
    await tracer.startTrace("docker-build");
    expect(() => recorder.endStep("non-existent-step")).toThrow(new StepNotStartedError("non-existent-step"));
    expect(() => recorder.endStep("non-existent-step")).toThrow("Step 'non-existent-step' was not started");
    recorder.startStep("load-config");
    expect(() => recorder.endStep("load-config", { status: "done" as "success" })).toThrow(
      InvalidStatusError,
    );
  });
});

describe("trace finalization and storage", () => {
  test("a trace is summed up and stored", async ({ tracer, recorder, storage }) => {
    const traceId = await tracer.startTrace("docker-build");
    recorder.recordStep("load-config", 75);
    recorder.recordStep("build-image", 250);
    const result = await storage.finalizeTrace(currentTrace(tracer), "success");
    expect(result).toEqual({ traceId, totalDurationMs: 325, status: "success" });
  });

  test("it is read as it was recorded", async ({ tracer, recorder, storage }) => {
    const traceId = await tracer.startTrace("docker-build", {
      executionId: "exec-9",
      metadata: { user: "alice" },
    });
    recorder.recordStep("load-config", 75);
    await storage.finalizeTrace(currentTrace(tracer), "success");
    expect(await storage.getTrace(traceId)).toEqual(tracer.getCurrentTrace());
    expect(await storage.getTrace("a1b2c3d4-e5f6-47a8-b9c0-d1e2f3a4b5c6")).toBeUndefined();
  });

  test("a failed one keeps the error of the step that failed first", async ({
    tracer,
    recorder,
    storage,
    db,
  }) => {
    const traceId = await tracer.startTrace("error-handling-demo");
    recorder.recordStep("risky-operation", 5, { status: "failed", errorMessage: "Something went wrong" });
    recorder.recordStep("clean-up", 5, { status: "failed", errorMessage: "Nothing to clean" });
    await storage.finalizeTrace(currentTrace(tracer), "failed");
    const [row] =
      await db.sql`SELECT status, error_message FROM execution_traces WHERE trace_id = ${traceId}`;
    expect(row).toEqual({ status: "failed", error_message: "Something went wrong" });
  });

  test("it lies in the partition of its month", async ({ tracer, storage, db }) => {
    const traceId = await tracer.startTrace("docker-build");
    await storage.finalizeTrace(currentTrace(tracer), "timeout");
    const month = new Date(uuidV7Time(traceId) ?? 0).toISOString().slice(0, 7).replace("-", "_");
    const [row] =
      await db.sql`SELECT tableoid::regclass::text AS part FROM execution_traces WHERE trace_id = ${traceId}`;
    expect(row).toEqual({ part: `execution_traces_${month}` });
  });
});

describe("trace query", () => {
  test("the traces of a skill come newest first, as many as asked for", async ({
    tracer,
    storage,
    query,
  }) => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.push(await tracer.startTrace("by-skill"));
      await storage.finalizeTrace(currentTrace(tracer), "success");
    }
    const traces = await query.queryBySkill("by-skill", { limit: 3 });
    const times = traces.map(({ startedAt }) => startedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(traces).toHaveLength(3);
    expect(ids).toEqual(expect.arrayContaining(traces.map(({ traceId }) => traceId)));
  });

  test("a time range leaves out what started outside it", async ({ tracer, storage, query }) => {
    await tracer.startTrace("in-range");
    await storage.finalizeTrace(currentTrace(tracer), "success");
    const day = 86_400_000;
    const [from, to] = [new Date(Date.now() - 7 * day), new Date(Date.now() - 6 * day)];
    expect(await query.queryBySkill("in-range", { startDate: from })).toHaveLength(1);
    expect(await query.queryBySkill("in-range", { startDate: from, endDate: to })).toEqual([]);
  });

  test("similar failures come by their score, from 0.3 on", async ({ tracer, recorder, storage, query }) => {
    const messages = [
      "Connection timeout to database server",
      "Database server connection timeout error",
      "Disk full",
    ];
    for (const errorMessage of messages) {
      await tracer.startTrace("similar");
      recorder.recordStep("connect", 1, { status: "failed", errorMessage });
      await storage.finalizeTrace(currentTrace(tracer), "failed");
    }
    const similar = await query.findSimilarFailures("timeout database connection server", {
      skillName: "similar",
    });
    expect(similar.map(({ errorMessage, similarityScore }) => [errorMessage, similarityScore])).toEqual([
      ["Database server connection timeout error", 4 / 5],
      ["Connection timeout to database server", 4 / 5],
    ]);
  });
});

describe("the full workflow", () => {
  test("trace, steps, storage and query work together", async ({ tracer, recorder, storage, query }) => {
    const executionId = "exec-full";
    const traceId = await tracer.startTrace("full-workflow", {
      executionId,
      metadata: { env: "production" },
    });
    recorder.startStep("load-config");
    recorder.endStep("load-config");
    recorder.startStep("build-image");
    recorder.endStep("build-image", { status: "failed", errorMessage: "Registry refused the push" });
    await storage.finalizeTrace(currentTrace(tracer), "failed");

    expect(await tracer.getTraceId(executionId)).toBe(traceId);
    expect(await storage.findTraceId(executionId)).toBe(traceId);
    expect(await query.queryBySkill("full-workflow", { limit: 10 })).toMatchObject([
      { traceId, status: "failed" },
    ]);
    const [failure] = await query.findSimilarFailures("registry refused the connection");
    expect(failure).toMatchObject({ traceId, sharedTokens: ["registry", "refused", "the"] });
  });
});
