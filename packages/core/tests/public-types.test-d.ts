import { describe, expectTypeOf, it } from "vitest";
import type {
  Clock,
  FinalizeResult,
  JoinedTraceHandle,
  Limits,
  RecordStepOptions,
  Step,
  StepHandle,
  StepStatus,
  Trace,
  TraceContext,
  TraceHandle,
  TraceSink,
  TraceStatus,
} from "../src/index.js";
import {
  ExecutionTracer,
  InMemoryTraceContext,
  InMemoryTraceStorage,
  jaccard,
  TraceRecorder,
  tokenize,
} from "../src/index.js";

const tracer = new ExecutionTracer();
const recorder = new TraceRecorder(tracer, { traceId: "trace-1" });

describe("ExecutionTracer", () => {
  it("takes its ports as options, each with a default", () => {
    expectTypeOf(ExecutionTracer).toBeConstructibleWith();
    expectTypeOf(ExecutionTracer).toBeConstructibleWith({
      context: new InMemoryTraceContext(),
      storage: new InMemoryTraceStorage(),
      clock: { now: () => 0, monotonic: () => 0 },
      generateId: () => "trace-1",
      onError: (error: unknown) => error,
      strict: true,
      limits: { stepsPerTrace: 1 },
    });
  });

  it("joins traces of other processes", () => {
    expectTypeOf(tracer.joinTrace).toBeCallableWith("exec-1");
    expectTypeOf(tracer.joinTrace).toBeCallableWith("exec-1", { parent: "00-…-01" });
    expectTypeOf(tracer.joinTrace).returns.resolves.toEqualTypeOf<JoinedTraceHandle>();
    expectTypeOf<JoinedTraceHandle>().toExtend<TraceHandle>();
  });

  it("starts traces, and knows the current one", () => {
    expectTypeOf(tracer.startTrace).toBeCallableWith("skill");
    expectTypeOf(tracer.startTrace).toBeCallableWith("skill", { executionId: "exec-1", metadata: {} });
    expectTypeOf(tracer.startTrace).returns.resolves.toBeString();
    expectTypeOf(tracer.getTraceId).toBeCallableWith();
    expectTypeOf(tracer.getTraceId).toBeCallableWith("exec-1");
    expectTypeOf(tracer.getTraceId).returns.resolves.toEqualTypeOf<string | undefined>();
    expectTypeOf(tracer.getCurrentTrace).returns.toEqualTypeOf<Trace | undefined>();
    expectTypeOf(tracer.clearCurrentTrace()).toBeVoid();
  });

  it("gives what the traced function gives, awaited", () => {
    expectTypeOf(tracer.trace("skill", () => 5)).resolves.toBeNumber();
    expectTypeOf(tracer.trace("skill", async (trace) => trace.traceId)).resolves.toBeString();
    const options = { executionId: "exec-1", metadata: {}, timeoutMs: 5, signal: AbortSignal.abort() };
    expectTypeOf(tracer.trace("skill", options, async () => true)).resolves.toBeBoolean();
    tracer.trace("skill", (trace) => expectTypeOf(trace).toEqualTypeOf<TraceHandle>());
  });
});

describe("TraceRecorder", () => {
  it("records steps", () => {
    expectTypeOf(recorder.startStep("x", { attributes: {} })).toEqualTypeOf<StepHandle>();
    expectTypeOf(recorder.endStep("x", { status: "failed", errorMessage: "why" })).toEqualTypeOf<Step>();
    expectTypeOf(recorder.recordStep("x", 75)).toEqualTypeOf<Step>();
    expectTypeOf<RecordStepOptions["status"]>().toEqualTypeOf<StepStatus | undefined>();
    expectTypeOf(recorder.step("x", async (step) => step.name)).resolves.toBeString();
  });

  it("takes no status that a step cannot have", () => {
    // @ts-expect-error a step has no time limit of its own
    recorder.endStep("x", { status: "timeout" });
  });
});

describe("the model", () => {
  it("is readonly, and says what may be absent", () => {
    expectTypeOf<TraceStatus>().toEqualTypeOf<"running" | "success" | "failed" | "timeout">();
    expectTypeOf<Trace["steps"]>().toEqualTypeOf<readonly Step[]>();
    expectTypeOf<Trace["startedAt"]>().toEqualTypeOf<Date>();
    expectTypeOf<Trace["completedAt"]>().toEqualTypeOf<Date | undefined>();
    expectTypeOf<Trace["executionId"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Trace["metadata"]>().toEqualTypeOf<Readonly<Record<string, unknown>>>();
    expectTypeOf<Step["timestamp"]>().toBeString();
    expectTypeOf<Step["durationMs"]>().toBeNumber();
    expectTypeOf<Step["parentId"]>().toEqualTypeOf<number | undefined>();
    // @ts-expect-error a trace is a value
    (trace: Trace) => (trace.status = "failed");
  });
});

describe("the ports", () => {
  it("are what the in-memory implementations implement", () => {
    expectTypeOf<InMemoryTraceContext>().toExtend<TraceContext>();
    expectTypeOf<InMemoryTraceStorage>().toExtend<TraceSink>();
    expectTypeOf<Clock>().toEqualTypeOf<{ now(): number; monotonic(): number }>();
    expectTypeOf<TraceContext["getTraceId"]>().toEqualTypeOf<
      (executionId: string) => Promise<string | undefined>
    >();
    expectTypeOf<TraceContext["getAllExecutions"]>().returns.toEqualTypeOf<AsyncIterable<string>>();
    expectTypeOf<TraceSink["finalizeTrace"]>().returns.resolves.toEqualTypeOf<FinalizeResult>();
    expectTypeOf<Limits["stepsPerTrace"]>().toEqualTypeOf<number | undefined>();
  });
});

describe("similarity", () => {
  it("is asked with sets of words", () => {
    expectTypeOf(tokenize).toEqualTypeOf<(message: string) => ReadonlySet<string>>();
    expectTypeOf(jaccard).toEqualTypeOf<(a: ReadonlySet<string>, b: ReadonlySet<string>) => number>();
  });
});
