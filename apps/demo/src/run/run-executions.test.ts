import { ExecutionTracer, InMemoryTraceStorage } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import type { PlannedExecution } from "../plan/skill-plan.js";
import type { Outcomes } from "./outcomes.js";
import { runExecutions } from "./run-executions.js";

const never = new AbortController().signal;

describe("runExecutions", () => {
  it("runs all, never more at once than it may", async () => {
    let running = 0;
    let most = 0;
    const execution = traced(async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running -= 1;
    });
    const { outcomes } = await run(Array(10).fill(execution), { atOnce: 3 });
    expect(outcomes).toEqual({ success: 10, failed: 0, timeout: 0 });
    expect(most).toBe(3);
  });

  it("counts how executions end, and tells after each", async () => {
    const heard: Outcomes[] = [];
    const failing = traced(() => Promise.reject(new Error("no")));
    const overrunning = traced(() => new Promise<void>(() => {}), 1);
    const { outcomes } = await run([traced(async () => {}), failing, overrunning], {
      onEnd: (soFar) => heard.push(soFar),
    });
    expect(outcomes).toEqual({ success: 1, failed: 1, timeout: 1 });
    expect(heard).toHaveLength(3);
    expect(heard.at(-1)).toEqual(outcomes);
  });

  it("gives every execution an id of its own", async () => {
    const ids = new Set<string | undefined>();
    const execution: PlannedExecution = async (_tracer, { executionId }) => ids.add(executionId);
    await run(Array(5).fill(execution));
    expect(ids.size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^demo-[0-9a-z]+-[1-5]$/);
  });

  it("ends what runs when it is aborted, and begins nothing more", async () => {
    const controller = new AbortController();
    const endless = traced(() => {
      controller.abort(new Error("enough"));
      return new Promise<void>(() => {});
    });
    const { outcomes } = await run([endless, traced(async () => {})], {
      atOnce: 1,
      signal: controller.signal,
    });
    expect(outcomes).toEqual({ success: 0, failed: 1, timeout: 0 });
  });
});

function traced(work: () => Promise<void>, timeoutMs?: number): PlannedExecution {
  return (tracer, options) =>
    tracer.trace("work", { ...options, ...(timeoutMs !== undefined && { timeoutMs }) }, work);
}

function run(
  executions: readonly PlannedExecution[],
  options: Partial<Parameters<typeof runExecutions>[2]> = {},
): ReturnType<typeof runExecutions> {
  const tracer = new ExecutionTracer({ storage: new InMemoryTraceStorage() });
  return runExecutions(executions, tracer, { atOnce: 8, signal: never, onEnd: () => {}, ...options });
}
