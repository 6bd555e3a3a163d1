import type { Step } from "./step.js";

/** The steps by start, then by id; steps that know neither (rows of other writers) keep their places at the front. */
export function orderSteps(steps: readonly Step[]): readonly Step[] {
  const isOrdered = steps.every((step, index) => index === 0 || compare(steps[index - 1] as Step, step) <= 0);
  return isOrdered ? steps : [...steps].sort(compare);
}

function compare(a: Step, b: Step): number {
  return (a.offsetUs ?? 0) - (b.offsetUs ?? 0) || (a.id ?? 0) - (b.id ?? 0);
}
