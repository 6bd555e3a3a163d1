import type { Step } from "./step.js";

/** The steps by start, then by id; steps that know neither (rows of other writers) keep their places at the front. */
export function orderSteps(steps: readonly Step[]): readonly Step[] {
  return [...steps].sort((a, b) => (a.offsetUs ?? 0) - (b.offsetUs ?? 0) || (a.id ?? 0) - (b.id ?? 0));
}
