import { visibleText } from "./visible-text.js";

const SEPARATOR = " › ";
/** Of a step deeper than that, the innermost parents are named. */
const MOST_PARENTS = 3;

/** A step's name as it is shown; foreign steps may have none. */
export function stepText(name: string): string {
  return visibleText(name) || "(unnamed)";
}

/** A step with those that it ran in: `build › push`. */
export function stepPathText({
  name,
  path,
}: {
  readonly name: string;
  readonly path: readonly string[];
}): string {
  const parents = path.slice(-MOST_PARENTS).map(stepText);
  const lead = path.length > MOST_PARENTS ? ["…"] : [];
  return [...lead, ...parents, stepText(name)].join(SEPARATOR);
}
