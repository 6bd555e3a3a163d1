import type { Divergence, StepEvent } from "@steptrace/core";
import { stepPathText } from "../text/step-text.js";

/** Where two traces part, in a sentence; `a` and `b` are what the traces are called in it. */
export function divergenceText({ stepsInCommon, a, b }: Divergence, nameA: string, nameB: string): string {
  const lead =
    stepsInCommon === 0 ? "They part at the beginning" : `They part after ${count(stepsInCommon)} in common`;
  return `${lead}: ${eventText(nameA, a)}; ${eventText(nameB, b)}.`;
}

function eventText(trace: string, event: StepEvent | undefined): string {
  if (event === undefined) return `${trace} was over`;
  const step = stepPathText(event.step);
  if (event.kind === "began") return `${trace} went on with ${step}`;
  return event.step.status === "failed" ? `in ${trace} ${step} failed` : `in ${trace} ${step} succeeded`;
}

function count(steps: number): string {
  return steps === 1 ? "1 step" : `${steps.toLocaleString("en")} steps`;
}
