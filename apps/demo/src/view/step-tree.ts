import type { Step } from "@steptrace/core";

/** A step, and how many others it lies within. */
export interface PlacedStep {
  readonly step: Step;
  readonly depth: number;
}

/** The steps of a trace as they are read: each before its children, siblings in the order given. */
export function stepTree(steps: readonly Step[]): readonly PlacedStep[] {
  const ids = new Set(steps.map(({ id }) => id));
  const children = new Map<number | undefined, Step[]>();
  for (const step of steps) {
    // A parent that is not there, as in a trace of another program, leaves its children at the top.
    const parent = ids.has(step.parentId) ? step.parentId : undefined;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [step]);
    else siblings.push(step);
  }
  const place = (parent: number | undefined, depth: number): readonly PlacedStep[] =>
    (children.get(parent) ?? []).flatMap((step) => [
      { step, depth },
      ...(step.id === undefined ? [] : place(step.id, depth + 1)),
    ]);
  return place(undefined, 0);
}
