import { type EncodedTally, type Outcome, Tally } from "./tally.js";

/** The steps of a summary as they are stored, by their names. */
export type EncodedSteps = readonly (readonly [name: string, tally: EncodedTally])[];

/** A summary as JSON, in two parts: what is asked about traces alone need not read that of their steps. */
export interface EncodedSummary {
  /** An `EncodedTally`, in milliseconds. */
  readonly traces: string;
  /** `EncodedSteps`, in microseconds; null where they were not read. */
  readonly steps: string | null;
}

/** Traces of a skill, and their steps, counted. */
export class Summary {
  /** Durations in milliseconds. */
  readonly traces: Tally = new Tally();
  readonly #steps = new Map<string, Tally>();

  /** By name; durations in microseconds. */
  get steps(): ReadonlyMap<string, Tally> {
    return this.#steps;
  }

  /** @param micros what the step took */
  addStep(name: string, outcome: Outcome, micros: number): void {
    this.#step(name).add(outcome, micros);
  }

  /** Adds what was counted elsewhere. */
  addEncoded({ traces, steps }: EncodedSummary): void {
    this.traces.addEncoded(JSON.parse(traces) as EncodedTally);
    if (steps === null) return;
    for (const [name, tally] of JSON.parse(steps) as EncodedSteps) this.#step(name).addEncoded(tally);
  }

  encode(): { readonly traces: string; readonly steps: string } {
    const steps: EncodedSteps = [...this.#steps].map(([name, tally]) => [name, tally.encode()]);
    return { traces: JSON.stringify(this.traces.encode()), steps: JSON.stringify(steps) };
  }

  #step(name: string): Tally {
    let tally = this.#steps.get(name);
    if (tally === undefined) {
      tally = new Tally();
      this.#steps.set(name, tally);
    }
    return tally;
  }
}
