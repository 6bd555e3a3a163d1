import { MIN_SAMPLES } from "../statistics/duration-norm.js";
import type { CountEvidence, Finding, StructureKind } from "./finding.js";
import type { RunShape } from "./run-shape.js";
import { type StepPlaces, TOP } from "./step-places.js";

/** A step counts as always there where so few runs lack it. */
const RARE = 0.01;

type StructureFinding = Extract<Finding, { readonly kind: StructureKind }>;

/** The runs that a run is judged by. */
export interface OtherRuns {
  readonly places: StepPlaces;
  readonly shapes: readonly RunShape[];
  /** By number of a step, how many of the shapes have it. */
  readonly presence: Uint32Array;
  /** The run itself, where it is one of the shapes: it does not count. */
  readonly self?: RunShape | undefined;
  /** How many runs, or runs with both steps, it takes. */
  readonly leastSamples: number;
}

/** What of the steps of a run is as in no other run, or in hardly any. */
export function judgeStructure(shape: RunShape, others: OtherRuns): readonly StructureFinding[] {
  const samples = others.shapes.length - (others.self === undefined ? 0 : 1);
  if (samples < others.leastSamples) return [];
  return [
    ...missingSteps(shape, others, samples),
    ...unknownSteps(shape, others, samples),
    ...unseenOrders(shape, others),
  ];
}

/** Of what is missing with all that runs in it, the outermost. */
function missingSteps(shape: RunShape, others: OtherRuns, samples: number): readonly StructureFinding[] {
  const { places } = others;
  const least = samples - Math.floor(RARE * samples);
  const findings: StructureFinding[] = [];
  for (let number = 0; number < places.size; number++) {
    const parent = places.parentOf(number);
    const seen = seenIn(number, others);
    if (seen < least || has(shape, number) || !(parent === TOP || has(shape, parent))) continue;
    findings.push({
      kind: "missing-step",
      step: places.placeOf(number),
      evidence: evidenceOf(seen, samples),
    });
  }
  return findings;
}

/** Of a step that is there in no other run with all that runs in it, the outermost. */
function unknownSteps(shape: RunShape, others: OtherRuns, samples: number): readonly StructureFinding[] {
  const { places } = others;
  const isNew = (number: number): boolean => number !== TOP && seenIn(number, others) === 0;
  const numbered = shape.order
    .filter((number) => isNew(number) && !isNew(places.parentOf(number)))
    .map((number) => places.placeOf(number));
  return [...numbered, ...shape.unknown].map((step) => ({
    kind: "unknown-step",
    step,
    evidence: evidenceOf(0, samples),
  }));
}

/**
 * Steps that began before the one after them, in the same parent, as in no other run. Neighbours will do: who comes earlier
 * than ever comes before somebody whom they never came before.
 */
function unseenOrders(shape: RunShape, others: OtherRuns): readonly StructureFinding[] {
  const { places } = others;
  const findings: StructureFinding[] = [];
  const lastIn = new Map<number, number>();
  for (const next of shape.order) {
    const parent = places.parentOf(next);
    const step = lastIn.get(parent);
    lastIn.set(parent, next);
    if (step === undefined) continue;
    const { seen, samples } = countOrder(step, next, others);
    if (seen > 0 || samples < others.leastSamples) continue;
    const evidence = evidenceOf(seen, samples);
    findings.push({
      kind: "unseen-order",
      step: places.placeOf(step),
      next: places.placeOf(next),
      evidence,
    });
  }
  return findings;
}

/** How many of the others have both steps, and how many in that order. */
function countOrder(
  first: number,
  second: number,
  { shapes, self }: OtherRuns,
): Pick<CountEvidence, "seen" | "samples"> {
  let [seen, samples] = [0, 0];
  for (const other of shapes) {
    const [one, two] = [other.ranks[first] ?? 0, other.ranks[second] ?? 0];
    if (one === 0 || two === 0 || other === self) continue;
    samples++;
    if (one < two) seen++;
  }
  return { seen, samples };
}

function seenIn(number: number, { presence, self }: OtherRuns): number {
  return (presence[number] ?? 0) - (self !== undefined && has(self, number) ? 1 : 0);
}

function has(shape: RunShape, number: number): boolean {
  return (shape.ranks[number] ?? 0) > 0;
}

function evidenceOf(seen: number, samples: number): CountEvidence {
  return { seen, samples, minSamples: MIN_SAMPLES };
}
