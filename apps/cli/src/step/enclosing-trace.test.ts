import { describe, expect, it } from "vitest";
import { UsageError } from "../faults/usage-error.js";
import { enclosingTrace } from "./enclosing-trace.js";

const inTrace = {
  STEPTRACE_TRACE_ID: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  STEPTRACE_EXECUTION_ID: "exec-1",
  STEPTRACE_REDIS_URL: "redis://ours",
  TRACEPARENT: "00-019a8c5e7d3a7bbb8ccc1234567890ab-0000000000000007-01",
};

describe("enclosingTrace", () => {
  it("is told by the environment", () => {
    expect(enclosingTrace({}, inTrace)).toEqual({
      executionId: "exec-1",
      redisUrl: "redis://ours",
      traceparent: inTrace.TRACEPARENT,
    });
  });

  it("is in the Redis of the option, else of the trace, else of the environment", () => {
    const env = { ...inTrace, REDIS_URL: "redis://theirs" };
    expect(enclosingTrace({ redisUrl: "redis://given" }, env).redisUrl).toBe("redis://given");
    expect(enclosingTrace({}, env).redisUrl).toBe("redis://ours");
    expect(enclosingTrace({}, { ...env, STEPTRACE_REDIS_URL: "" }).redisUrl).toBe("redis://theirs");
  });

  it("takes no parent from a traceparent that some other system has set", () => {
    const foreign = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
    for (const TRACEPARENT of [foreign, "nonsense", ""]) {
      expect(enclosingTrace({}, { ...inTrace, TRACEPARENT }).traceparent).toBeUndefined();
    }
  });

  it("is none without an execution, or without a Redis", () => {
    expect(() => enclosingTrace({}, {})).toThrow(UsageError);
    expect(() => enclosingTrace({}, { STEPTRACE_EXECUTION_ID: "exec-1" })).toThrow(UsageError);
  });
});
