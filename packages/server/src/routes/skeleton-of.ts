import { type StepColumns, stepColumns, type Trace } from "@steptrace/core";
import type { TraceSummary } from "@steptrace/query";
import type { TraceSkeleton } from "../contract/answers.js";
import { summaryOf } from "./find-trace.js";

/** A skeleton that is no JSON yet. */
interface Skeleton extends Omit<TraceSkeleton, "trace" | "steps"> {
  readonly trace: TraceSummary;
  readonly steps: StepColumns;
}

/** All of a trace but what its steps say. */
export function skeletonOf(trace: Trace): Skeleton {
  return {
    trace: summaryOf(trace),
    metadata: trace.metadata,
    stepCount: trace.steps.length,
    ...stepColumns(trace),
  };
}
