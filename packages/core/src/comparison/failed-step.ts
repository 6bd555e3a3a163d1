import type { Trace } from "../model/trace.js";
import type { ComparedStep } from "./compared-step.js";
import { nodesOf, type StepNode, stepTree } from "./step-tree.js";

/**
 * The step by which a trace failed: of those that failed with a message, the first to end, else of all that failed. Of steps
 * that ended at once, the innermost: so of a trace that ran out of time, the step that it was in. `undefined` where none failed.
 */
export function failedStep(trace: Pick<Trace, "steps">): ComparedStep | undefined {
  const failed = [...nodesOf(stepTree(trace))].filter(({ step }) => step.status === "failed");
  const explained = failed.filter(({ step }) => step.errorMessage !== undefined);
  const candidates = explained.length > 0 ? explained : failed;
  return candidates.reduce<StepNode | undefined>(
    (first, node) => (first && first.recorded.timestamp < node.recorded.timestamp ? first : node),
    undefined,
  )?.step;
}
