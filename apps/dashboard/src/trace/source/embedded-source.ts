import { type ExportedTrace, importTrace, stepColumns } from "@steptrace/core/browser";
import type { TraceSource } from "./trace-source.js";

/**
 * A trace out of the file that the page stands in.
 *
 * @throws {TraceFormatError} for what is no exported trace
 */
export function embeddedSource(value: unknown): TraceSource {
  const trace = importTrace(value);
  const exported = value as ExportedTrace;
  const { steps: _, metadata, ...head } = exported.trace;
  const skeleton = {
    trace: head,
    metadata,
    stepCount: trace.steps.length,
    ...stepColumns(trace),
  };
  return {
    traceId: trace.traceId,
    skeleton: async () => skeleton,
    step: async (place) => {
      const step = trace.steps[place];
      if (step === undefined) throw new Error(`The trace has no step ${place}.`);
      return step;
    },
    whole: async () => exported,
  };
}
