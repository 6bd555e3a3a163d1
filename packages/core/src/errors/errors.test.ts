import { describe, expect, it } from "vitest";
import { ContextError } from "./context-error.js";
import { InvalidArgumentError } from "./invalid-argument-error.js";
import { InvalidStatusError } from "./invalid-status-error.js";
import { JournalError } from "./journal-error.js";
import { NoCurrentTraceError } from "./no-current-trace-error.js";
import { StepNotStartedError } from "./step-not-started-error.js";
import { isSteptraceError, SteptraceError } from "./steptrace-error.js";
import { StorageError } from "./storage-error.js";
import { TraceFinalizedError } from "./trace-finalized-error.js";
import { TraceFormatError } from "./trace-format-error.js";
import { TraceTimeoutError } from "./trace-timeout-error.js";

const cause = new Error("driver");

const examples = [
  [new ContextError("Redis is away", { cause }), "ContextError", "CONTEXT_UNAVAILABLE"],
  [new InvalidArgumentError("limit", "an integer", "ten"), "InvalidArgumentError", "INVALID_ARGUMENT"],
  [new JournalError("Redis is away", { cause }), "JournalError", "JOURNAL_FAILED"],
  [new InvalidStatusError("done", ["success", "failed"]), "InvalidStatusError", "INVALID_STATUS"],
  [new NoCurrentTraceError(2), "NoCurrentTraceError", "NO_CURRENT_TRACE"],
  [new StepNotStartedError("build"), "StepNotStartedError", "STEP_NOT_STARTED"],
  [new StorageError("no answer", { reason: "timeout", cause }), "StorageError", "STORAGE_FAILED"],
  [
    new TraceFinalizedError("t-1", "failed", "a step cannot be started"),
    "TraceFinalizedError",
    "TRACE_FINALIZED",
  ],
  [new TraceFormatError("trace.status", "a status", 1), "TraceFormatError", "TRACE_FORMAT"],
  [new TraceTimeoutError("build", 50), "TraceTimeoutError", "TRACE_TIMEOUT"],
] as const;

describe.each(examples)("%s", (error, name, code) => {
  it("has its name, its code and a place in the family", () => {
    expect(error).toMatchObject({ name, code });
    expect(error).toBeInstanceOf(SteptraceError);
    expect(error).toBeInstanceOf(Error);
    expect(isSteptraceError(error)).toBe(true);
    expect(error.stack).toContain(`${name}: ${error.message}`);
  });
});

describe("the errors' messages", () => {
  it("say what the specification says of a step that was not started", () => {
    expect(new StepNotStartedError("x").message).toBe("Step 'x' was not started");
    expect(new StepNotStartedError("x", true).message).toBe("Step 'x' was not started, or has ended already");
  });

  it("say what was expected and what was received", () => {
    expect(new InvalidArgumentError("limit", "an integer", "ten").message).toBe(
      'Invalid limit: expected an integer; received "ten".',
    );
    expect(new InvalidStatusError("done", ["success", "failed"]).message).toBe(
      'Invalid status: expected success, failed; received "done".',
    );
  });

  it("never carry a whole payload", () => {
    expect(new InvalidArgumentError("metadata", "an object", "x".repeat(1e6)).message.length).toBeLessThan(
      200,
    );
  });

  it("name the ways out where no trace is current", () => {
    expect(new NoCurrentTraceError(0).message).toMatch(
      /startTrace.*tracer\.trace\(\).*new TraceRecorder\(tracer/,
    );
    expect(new NoCurrentTraceError(0, "t-1").message).toContain("'t-1'");
  });
});

describe("the errors' details", () => {
  it("keep the cause", () => {
    expect(new ContextError("x", { cause }).cause).toBe(cause);
    expect(new StorageError("x", { reason: "held", cause }).cause).toBe(cause);
    expect("cause" in new StorageError("x", { reason: "held" })).toBe(false);
  });

  it("keep what a program would ask for", () => {
    expect(new StorageError("x", { reason: "permission", sqlState: "42501" })).toMatchObject({
      reason: "permission",
      sqlState: "42501",
    });
    expect(new TraceFinalizedError("t-1", "failed", "x")).toMatchObject({ traceId: "t-1", status: "failed" });
    expect(new TraceTimeoutError("build", 50)).toMatchObject({ skillName: "build", timeoutMs: 50 });
    expect(new InvalidStatusError("x", ["a"]).allowed).toEqual(["a"]);
    expect(new InvalidArgumentError("limit", "x", 1).argument).toBe("limit");
    expect(new StepNotStartedError("build").stepName).toBe("build");
  });
});

describe("isSteptraceError", () => {
  it("recognises an error of another copy of the package by its mark", () => {
    expect(isSteptraceError(Object.assign(new Error("x"), { [Symbol.for("steptrace.error")]: true }))).toBe(
      true,
    );
  });

  it.each([new Error("x"), {}, null, undefined, "ContextError", { code: "CONTEXT_UNAVAILABLE" }])(
    "is false for %s",
    (value) => expect(isSteptraceError(value)).toBe(false),
  );

  it("leaves the mark out of what is printed or serialised", () => {
    expect(Object.keys(new ContextError("x")).sort()).toEqual(["code", "name"]);
  });
});
