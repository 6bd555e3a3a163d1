import type { Step } from "./step.js";

/**
 * The steps with these names, in their own order; all of them when none is named.
 *
 * @throws when there is no step of a name
 */
export function selectSteps(steps: readonly Step[], names: readonly string[]): readonly Step[] {
  const known = steps.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`There is no check "${unknown}". Expected any of: ${known.join(", ")}.`);
  }
  return names.length === 0 ? steps : steps.filter(({ name }) => names.includes(name));
}
