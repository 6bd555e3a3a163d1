import type { Step, Trace } from "../src/index.js";

/** A trace that began at noon, of steps of which only what matters is said. */
export function traceOf(...steps: readonly Partial<Step>[]): Trace {
  return {
    traceId: "t",
    skillName: "build",
    startedAt: new Date("2025-11-16T12:00:00Z"),
    status: "success",
    metadata: {},
    steps: steps.map((step, index) => ({
      name: `s${index}`,
      timestamp: "2025-11-16T12:00:00Z",
      durationMs: 0,
      status: "success",
      ...step,
    })),
  };
}
