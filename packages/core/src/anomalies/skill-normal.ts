import { stepTree } from "../comparison/step-tree.js";
import type { Trace } from "../model/trace.js";
import {
  type DurationNorm,
  durationNorm,
  judgeDuration,
  MIN_SAMPLES,
  verdictOf,
} from "../statistics/duration-norm.js";
import type { Finding, StructureKind } from "./finding.js";
import { judgeStructure, type OtherRuns } from "./judge-structure.js";
import { type RunShape, shapeOf } from "./run-shape.js";
import { StepPlaces } from "./step-places.js";

const MICROS_PER_MS = 1000;
/** What more of a skill's own runs have than that is usual for it. */
const MOST_UNSTEADY = 0.02;
/** More say no more; a run of ten thousand unknown steps has ten thousand findings. */
const MOST_FINDINGS = 50;
/** Where the norm of the runs' totals stands among those of their steps. */
const TOTAL = -1;

type JudgedTrace = Pick<Trace, "traceId" | "startedAt" | "status" | "steps" | "totalDurationMs">;

/** What a normal was learnt from. */
export interface NormalSummary {
  /** How many runs it was learnt from. */
  readonly runs: number;
  /** How many it takes: 20. */
  readonly minRuns: number;
  /** Whether they are enough; where they are not, nothing is judged. */
  readonly isEnough: boolean;
  /** When the first of them started; absent where there is none. */
  readonly from?: Date;
  /** When the last of them started. */
  readonly to?: Date;
  /**
   * What is not judged, for more than one run in fifty of the normal would itself be an alarm by the others: a skill whose
   * steps are named anew in each run has unknown steps in each.
   */
  readonly unsteady: readonly StructureKind[];
}

/**
 * What the runs of a skill usually do, and how long it takes them: learnt from successful runs, of which a run is judged. It
 * keeps numbers of each run, not its steps; of a skill with more than 2,000 different steps, those of the first ones.
 *
 * @example
 * const normal = new SkillNormal();
 * for (const run of lastSuccesses) normal.add(run);
 * const findings = normal.judge(run); // [{ kind: "slow", evidence: { valueUs, medianUs, mad, score, … } }]
 */
export class SkillNormal {
  readonly #places = new StepPlaces();
  readonly #shapes: RunShape[] = [];
  readonly #byTrace = new Map<string, RunShape>();
  readonly #totalsUs: number[] = [];
  readonly #startedMs: number[] = [];
  readonly #norms = new Map<number, DurationNorm | undefined>();
  #others: OtherRuns | undefined;
  #alarms: ReadonlyMap<StructureKind, ReadonlySet<RunShape>> | undefined;

  /** What it was learnt from. */
  get summary(): NormalSummary {
    const times = [...this.#startedMs].sort((a, b) => a - b);
    const [from, to] = [times[0], times.at(-1)];
    return {
      runs: this.#shapes.length,
      minRuns: MIN_SAMPLES,
      isEnough: this.isEnough,
      ...(from !== undefined && { from: new Date(from) }),
      ...(to !== undefined && { to: new Date(to) }),
      unsteady: this.isEnough ? [...this.#unsteadyKinds()] : [],
    };
  }

  /** Whether the runs are enough to judge others by: 20. */
  get isEnough(): boolean {
    return this.#shapes.length >= MIN_SAMPLES;
  }

  /** Learns from a run: a successful one, whose like is to be normal. */
  add(trace: JudgedTrace): void {
    const places = this.#places;
    const shape = shapeOf(stepTree(trace), places, (parent, place) => places.learn(parent, place));
    this.#shapes.push(shape);
    this.#byTrace.set(trace.traceId, shape);
    this.#startedMs.push(trace.startedAt.getTime());
    const totalUs = totalOf(trace);
    if (totalUs !== undefined) this.#totalsUs.push(totalUs);
    this.#norms.clear();
    this.#others = undefined;
    this.#alarms = undefined;
  }

  /**
   * What is out of the normal in a run: durations first, those of steps by the time that they took too long. Of a run that is
   * itself part of the normal, the steps are judged by the others alone; medians hold out one run among twenty. A run that
   * failed broke off: that it was fast, and lacks steps, is no finding. None by fewer than 20 runs, and 50 at most.
   */
  judge(trace: JudgedTrace): readonly Finding[] {
    if (!this.isEnough) return [];
    const self = this.#byTrace.get(trace.traceId);
    const places = this.#places;
    const shape = self ?? shapeOf(stepTree(trace), places, (parent, { name }) => places.find(parent, name));
    const unsteady = this.#unsteadyKinds(self);
    const isWhole = trace.status === "success";
    const structure = judgeStructure(shape, { ...this.#otherRuns(), self });
    return [
      ...this.#judgeDurations(trace, shape).filter(({ kind }) => isWhole || kind !== "fast"),
      ...structure.filter(({ kind }) => !unsteady.has(kind) && (isWhole || kind !== "missing-step")),
    ].slice(0, MOST_FINDINGS);
  }

  #judgeDurations(trace: JudgedTrace, shape: RunShape): readonly Finding[] {
    const [totalUs, total] = [totalOf(trace), this.#normOf(TOTAL)];
    const steps = shape.order.flatMap((number, index) => {
      const norm = this.#normOf(number);
      return norm === undefined ? [] : [{ number, norm, valueUs: shape.longestUs[index] ?? 0 }];
    });
    const judgements = steps.length + 1;
    const findings: Finding[] = [];
    if (total !== undefined && totalUs !== undefined) {
      const evidence = judgeDuration(totalUs, total, judgements);
      const kind = verdictOf(evidence);
      if (kind !== undefined) findings.push({ kind, evidence });
    }
    const slow = steps
      .map(({ number, norm, valueUs }) => ({ number, evidence: judgeDuration(valueUs, norm, judgements) }))
      .filter(({ evidence }) => verdictOf(evidence) === "slow")
      .sort(({ evidence: a }, { evidence: b }) => b.valueUs - b.medianUs - (a.valueUs - a.medianUs));
    for (const { number, evidence } of slow)
      findings.push({ kind: "slow-step", step: this.#places.placeOf(number), evidence });
    return findings;
  }

  /** Of the runs' totals, or of the step of that number; `undefined` where the samples are too few. */
  #normOf(number: number): DurationNorm | undefined {
    if (!this.#norms.has(number)) {
      const samples = number === TOTAL ? this.#totalsUs : this.#samplesOf(number);
      this.#norms.set(number, samples.length < MIN_SAMPLES ? undefined : durationNorm(samples));
    }
    return this.#norms.get(number);
  }

  #samplesOf(number: number): readonly number[] {
    return this.#shapes.flatMap(({ ranks, longestUs }) => {
      const rank = ranks[number] ?? 0;
      return rank === 0 ? [] : [longestUs[rank - 1] ?? 0];
    });
  }

  #otherRuns(): OtherRuns {
    if (this.#others !== undefined) return this.#others;
    const presence = new Uint32Array(this.#places.size);
    for (const { order } of this.#shapes)
      for (const number of order) presence[number] = (presence[number] ?? 0) + 1;
    this.#others = { places: this.#places, shapes: this.#shapes, presence, leastSamples: MIN_SAMPLES };
    return this.#others;
  }

  /** @param self the run that is judged, where it is part of the normal: its own alarms say nothing of the others */
  #unsteadyKinds(self?: RunShape): ReadonlySet<StructureKind> {
    const most = Math.floor(MOST_UNSTEADY * this.#shapes.length);
    const unsteady = new Set<StructureKind>();
    for (const [kind, alarmed] of this.#ownAlarms()) {
      if (alarmed.size - (self !== undefined && alarmed.has(self) ? 1 : 0) > most) unsteady.add(kind);
    }
    return unsteady;
  }

  /** The runs of the normal that would be an alarm by the others. */
  #ownAlarms(): ReadonlyMap<StructureKind, ReadonlySet<RunShape>> {
    if (this.#alarms !== undefined) return this.#alarms;
    const alarms = new Map<StructureKind, Set<RunShape>>();
    for (const self of this.#shapes) {
      const others = { ...this.#otherRuns(), self, leastSamples: MIN_SAMPLES - 1 };
      for (const { kind } of judgeStructure(self, others))
        alarms.set(kind, (alarms.get(kind) ?? new Set()).add(self));
    }
    this.#alarms = alarms;
    return alarms;
  }
}

/** In microseconds; rows of other systems may say that it was negative. */
function totalOf({ totalDurationMs }: JudgedTrace): number | undefined {
  return totalDurationMs === undefined ? undefined : Math.max(0, totalDurationMs * MICROS_PER_MS);
}
