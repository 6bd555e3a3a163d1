import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { nestSteps } from "../waterfall/nest-steps.js";
import { type ComparedStep, durationOf, toComparedStep } from "./compared-step.js";

/** A step with those that ran in it, in order. */
export interface StepNode {
  readonly step: ComparedStep;
  /** The step as the trace has it. */
  readonly recorded: Step;
  readonly children: readonly StepNode[];
}

interface GrowingNode extends StepNode {
  readonly children: GrowingNode[];
}

/**
 * The steps of a trace as trees, in the order of the trace: the rows of other systems say when steps ended, rounded, and a
 * beginning that is reckoned from that may come before that of the step before. A step whose parent is missing stands at the top.
 */
export function stepTree({ steps }: Pick<Trace, "steps">): readonly StepNode[] {
  const inOrder = steps.map((step, place) => ({ step, startUs: place, durationUs: durationOf(step) }));
  const roots: GrowingNode[] = [];
  const open: GrowingNode[] = [];
  for (const { timed, depth } of nestSteps(inOrder)) {
    open.length = depth;
    const parent = open.at(-1);
    const step = toComparedStep(timed.step, parent?.step);
    const node = { step, recorded: timed.step, children: [] };
    (parent?.children ?? roots).push(node);
    open.push(node);
  }
  return roots;
}

/** All steps, each followed by those that ran in it. */
export function* nodesOf(roots: readonly StepNode[]): Generator<StepNode> {
  // Without recursion: a trace may nest ten thousand deep.
  const open = [...roots].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    for (const child of node.children.toReversed()) open.push(child);
  }
}
