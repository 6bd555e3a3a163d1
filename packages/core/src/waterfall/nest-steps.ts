import type { TimedStep } from "./time-steps.js";

/** A step at its place in the tree of steps. */
export interface NestedStep {
  readonly timed: TimedStep;
  /** 0 at the top level. */
  readonly depth: number;
}

/**
 * The steps in the order of reading: each followed by those that ran in it, siblings by their start. A step whose
 * parent is missing stands at the top level, and so does the first of a circle of parents.
 */
export function nestSteps(steps: readonly TimedStep[]): readonly NestedStep[] {
  const ordered = [...steps].sort((a, b) => a.startUs - b.startUs);
  const ids = new Set(steps.map(({ step }) => step.id));
  const children = childrenOf(ordered);
  const isTop = ({ step: { parentId } }: TimedStep): boolean => parentId === undefined || !ids.has(parentId);
  const nested = new Map<TimedStep, NestedStep>();
  // Those at the top first; what is left then runs in a circle.
  for (const root of [...ordered.filter(isTop), ...ordered]) addTree(root, children, nested);
  return [...nested.values()];
}

function childrenOf(steps: readonly TimedStep[]): ReadonlyMap<number, readonly TimedStep[]> {
  const children = new Map<number, TimedStep[]>();
  for (const timed of steps) {
    const { parentId } = timed.step;
    if (parentId === undefined) continue;
    const siblings = children.get(parentId);
    if (siblings === undefined) children.set(parentId, [timed]);
    else siblings.push(timed);
  }
  return children;
}

/** Without recursion: a trace may nest ten thousand deep. */
function addTree(
  root: TimedStep,
  children: ReadonlyMap<number, readonly TimedStep[]>,
  nested: Map<TimedStep, NestedStep>,
): void {
  const open: NestedStep[] = [{ timed: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { timed, depth } = next;
    if (nested.has(timed)) continue;
    nested.set(timed, next);
    const { id } = timed.step;
    const inside = id === undefined ? [] : (children.get(id) ?? []);
    for (const child of inside.toReversed()) open.push({ timed: child, depth: depth + 1 });
  }
}
