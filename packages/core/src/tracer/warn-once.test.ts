import { afterEach, describe, expect, it, vi } from "vitest";
import { ContextError } from "../errors/context-error.js";
import { ExecutionTracer } from "./execution-tracer.js";

afterEach(() => {
  vi.restoreAllMocks();
});

const failing = {
  finalizeTrace: () => Promise.reject(new ContextError("nobody listens on 127.0.0.1:1")),
  getTrace: () => Promise.resolve(undefined),
  findTraceId: () => Promise.resolve(undefined),
};

describe("a tracer without onError", () => {
  it("says on stderr that it stores nothing, once", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockReturnValue();
    const tracer = new ExecutionTracer({ storage: failing });
    expect(await tracer.trace("skill", () => 1)).toBe(1);
    expect(await tracer.trace("skill", () => 2)).toBe(2);
    expect(tracer.stats().faults).toBe(2);
    expect(warn).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining("nobody listens on 127.0.0.1:1"),
      expect.objectContaining({ type: "SteptraceWarning" }),
    );
  });

  it("says nothing where there is one", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockReturnValue();
    const onError = vi.fn();
    await new ExecutionTracer({ storage: failing, onError }).trace("skill", () => 1);
    expect(onError).toHaveBeenCalledOnce();
    expect(warn).not.toHaveBeenCalled();
  });
});
