import type { Trace } from "../model/trace.js";
import { type AlignedStep, alignSteps } from "./align-steps.js";
import type { ComparedStep } from "./compared-step.js";
import { type Divergence, firstDivergence } from "./first-divergence.js";
import { compareMetadata, type MetadataComparison } from "./metadata-differences.js";
import { stepTree } from "./step-tree.js";

/** A step is slower or faster than its counterpart where the one took half as long again as the other, … */
const LEAST_RATIO = 1.5;
/** … and a millisecond longer at least. */
const LEAST_DIFFERENCE_US = 1000;

/** A trace that is compared: all of it but its steps and metadata. */
export interface ComparedTrace extends Omit<Trace, "steps" | "metadata"> {
  /** How many steps it has. */
  readonly stepCount: number;
}

/** Two steps that stand for each other, one of each trace. */
export interface StepPair {
  readonly a: ComparedStep;
  readonly b: ComparedStep;
}

/** How a trace `b` differs from a trace `a`. Each list is in the order of `steps`. */
export interface TraceComparison {
  readonly a: ComparedTrace;
  readonly b: ComparedTrace;
  /** Steps of `a` that `b` lacks. */
  readonly missing: readonly ComparedStep[];
  /** Steps of `b` that `a` lacks. */
  readonly added: readonly ComparedStep[];
  /** Steps of both, whose order among those beside them is another one. */
  readonly reordered: readonly StepPair[];
  /** Those that took half as long again in `b` as in `a`, and a millisecond longer at least. */
  readonly slower: readonly StepPair[];
  /** The same the other way round. */
  readonly faster: readonly StepPair[];
  readonly statusChanged: readonly StepPair[];
  /** Where they part; absent where they did the same. */
  readonly firstDivergence?: Divergence;
  readonly metadata: MetadataComparison;
  /** All steps of both, side by side, in the order of reading. */
  readonly steps: readonly AlignedStep[];
}

/**
 * Lays one trace beside another. Steps are matched by name, one for one, in the steps that stand for each other; as many as
 * possible in the same order. A step that ran in another step than before is missing there, and added here. Steps that run side by
 * side are in the order in which they began, and may look reordered when nothing else has changed.
 *
 * Swapped arguments give the same with sides swapped. Durations of one trace against another are one sample each: what is
 * unusual for a skill, its own normal says (`SkillNormal`). Two traces of 10,000 steps take less than a second.
 *
 * @example
 * const { missing, firstDivergence } = compareTraces(lastSuccess, failure);
 */
export function compareTraces(a: Trace, b: Trace): TraceComparison {
  const [treeA, treeB] = [stepTree(a), stepTree(b)];
  const steps = alignSteps(treeA, treeB);
  const pairs = steps.filter(isPair);
  const divergence = firstDivergence(treeA, treeB);
  return {
    a: toComparedTrace(a),
    b: toComparedTrace(b),
    missing: steps.flatMap(({ a: one, b: other }) => (one && !other ? [one] : [])),
    added: steps.flatMap(({ a: one, b: other }) => (other && !one ? [other] : [])),
    reordered: pairs.filter(({ reordered }) => reordered === true).map(toPair),
    slower: pairs.filter((pair) => isLonger(pair.b, pair.a)).map(toPair),
    faster: pairs.filter((pair) => isLonger(pair.a, pair.b)).map(toPair),
    statusChanged: pairs.filter((pair) => pair.a.status !== pair.b.status).map(toPair),
    ...(divergence && { firstDivergence: divergence }),
    metadata: compareMetadata(a.metadata, b.metadata),
    steps,
  };
}

export function toComparedTrace({ steps, metadata: _, ...trace }: Trace): ComparedTrace {
  return { ...trace, stepCount: steps.length };
}

/** Whether a step took that much longer than its counterpart that it counts as slower. */
export function isLonger(step: ComparedStep, other: ComparedStep): boolean {
  const differenceUs = step.durationUs - other.durationUs;
  return differenceUs >= LEAST_DIFFERENCE_US && step.durationUs >= other.durationUs * LEAST_RATIO;
}

function isPair(aligned: AlignedStep): aligned is AlignedStep & StepPair {
  return aligned.a !== undefined && aligned.b !== undefined;
}

function toPair({ a, b }: StepPair): StepPair {
  return { a, b };
}
