import type { ComparedStep } from "./compared-step.js";
import { matchSiblings } from "./match-siblings.js";
import type { StepNode } from "./step-tree.js";

/** A step of one trace beside the one of the other that stands for it; a side is absent where there is none. */
export interface AlignedStep {
  readonly a?: ComparedStep;
  readonly b?: ComparedStep;
  /** How many steps it ran in. */
  readonly depth: number;
  /** `true` where both have it, but not in the same order among the steps beside it; else absent. */
  readonly reordered?: boolean;
}

/** What is still to be told, and where. */
interface Pending {
  readonly a?: StepNode;
  readonly b?: StepNode;
  readonly depth: number;
  readonly reordered: boolean;
}

/**
 * Two trees of steps side by side, in the order of reading. A step stands for one of the same name in the step that stands for
 * its parent, one for one; the steps in a step without a counterpart have none either.
 */
export function alignSteps(a: readonly StepNode[], b: readonly StepNode[]): readonly AlignedStep[] {
  const aligned: AlignedStep[] = [];
  // Without recursion: a trace may nest ten thousand deep.
  const open = [...alignSiblings(a, b, 0)].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { a: nodeA, b: nodeB, depth, reordered } = next;
    aligned.push({
      ...(nodeA && { a: nodeA.step }),
      ...(nodeB && { b: nodeB.step }),
      depth,
      ...(reordered && { reordered }),
    });
    const inside = alignSiblings(nodeA?.children ?? [], nodeB?.children ?? [], depth + 1);
    for (const pending of inside.reverse()) open.push(pending);
  }
  return aligned;
}

/** In the order of `b`, for what has moved; what `a` alone has comes after what it came after there. */
function alignSiblings(a: readonly StepNode[], b: readonly StepNode[], depth: number): Pending[] {
  const { inOrder, moved } = matchSiblings(namesOf(a), namesOf(b));
  const movedTo = new Map(moved.map(([placeA, placeB]) => [placeB, placeA]));
  const movedFrom = new Set(moved.map(([placeA]) => placeA));
  const onlyA = (from: number, to: number): readonly Pending[] =>
    a
      .slice(from, to)
      .filter((_, index) => !movedFrom.has(from + index))
      .map((node) => ({ a: node, depth, reordered: false }));
  const notInOrder = (from: number, to: number): readonly Pending[] =>
    b.slice(from, to).map((node, index) => {
      const other = a[movedTo.get(from + index) ?? -1];
      return { ...(other && { a: other }), b: node, depth, reordered: other !== undefined };
    });
  const pending: Pending[] = [];
  let [nextA, nextB] = [0, 0];
  for (const [placeA, placeB] of [...inOrder, [a.length, b.length] as const]) {
    for (const one of [...onlyA(nextA, placeA), ...notInOrder(nextB, placeB)]) pending.push(one);
    const [nodeA, nodeB] = [a[placeA], b[placeB]];
    if (nodeA && nodeB) pending.push({ a: nodeA, b: nodeB, depth, reordered: false });
    [nextA, nextB] = [placeA + 1, placeB + 1];
  }
  return pending;
}

function namesOf(nodes: readonly StepNode[]): readonly string[] {
  return nodes.map(({ step }) => step.name);
}
