import type { ComparedStep } from "./compared-step.js";
import type { StepNode } from "./step-tree.js";

/** Where two traces part: until there, the same steps began in the same order, and ended alike. */
export interface Divergence {
  /** How many steps had begun in both. */
  readonly stepsInCommon: number;
  /** What the first trace did next; absent where it had ended. */
  readonly a?: StepEvent;
  /** What the second trace did next; absent where it had ended. */
  readonly b?: StepEvent;
}

/** That a step began or ended. */
export interface StepEvent {
  readonly kind: "began" | "ended";
  readonly step: ComparedStep;
}

/**
 * The first divergence of two traces; `undefined` where there is none. A step that failed because one in it did parts from the
 * other trace there, inside: an end comes after all that ran in the step. How long anything took is no divergence.
 */
export function firstDivergence(a: readonly StepNode[], b: readonly StepNode[]): Divergence | undefined {
  const [eventsA, eventsB] = [eventsOf(a), eventsOf(b)];
  for (let stepsInCommon = 0; ; ) {
    const [nextA, nextB] = [eventsA.next().value, eventsB.next().value];
    if (nextA === undefined && nextB === undefined) return undefined;
    if (nextA === undefined || nextB === undefined || !isSame(nextA, nextB))
      return { stepsInCommon, ...(nextA && { a: nextA }), ...(nextB && { b: nextB }) };
    if (nextA.kind === "began") stepsInCommon++;
  }
}

function isSame(a: StepEvent, b: StepEvent): boolean {
  if (a.kind !== b.kind) return false;
  return a.kind === "began" ? a.step.name === b.step.name : a.step.status === b.step.status;
}

function* eventsOf(roots: readonly StepNode[]): Generator<StepEvent, undefined> {
  const open: { readonly kind: StepEvent["kind"]; readonly node: StepNode }[] = [];
  const begin = (nodes: readonly StepNode[]): void => {
    for (const node of nodes.toReversed()) open.push({ kind: "began", node });
  };
  begin(roots);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { kind, node } = next;
    yield { kind, step: node.step };
    if (kind === "ended") continue;
    open.push({ kind: "ended", node });
    begin(node.children);
  }
  return undefined;
}
