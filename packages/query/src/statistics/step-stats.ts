import { Summary, type Tally } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { requireSkillName } from "../require-skill-name.js";
import {
  type DurationFigures,
  durationFigures,
  type OutcomeFigures,
  outcomeFigures,
} from "./duration-figures.js";
import { keptRange } from "./kept-range.js";
import { readSummaries } from "./read-summaries.js";
import { statsRange } from "./stats-range.js";

const MICROS_PER_MS = 1000;

export interface StepStatsOptions {
  /** @default 30 days before the end */
  readonly startDate?: Date;
  /** @default now */
  readonly endDate?: Date;
}

/** The figures of the steps of one name. */
export interface StepStats extends OutcomeFigures, DurationFigures {
  readonly stepName: string;
  /** Milliseconds that all of them took. */
  readonly totalMs: number;
  /**
   * Their part of the time of all traces, where 1 is all of it. A step within another counts for both, and steps side by
   * side count each: together they may be more than 1.
   */
  readonly share: number;
}

/** The figures of the steps of a skill's traces, that with the largest share of the time first. */
export async function stepStats(
  database: Database,
  skillName: string,
  options: StepStatsOptions,
  now: Date,
): Promise<readonly StepStats[]> {
  requireSkillName(skillName);
  const range = await keptRange(database, statsRange(options, now), false, now);
  const question = { range, longest: "month", skillName, withSteps: true } as const;
  const bySkill = await readSummaries(database, `Reading statistics of '${skillName}'`, question, () => 0);
  const { traces, steps } = bySkill.get(skillName)?.get(0) ?? new Summary();
  const ofStep = ([stepName, tally]: readonly [string, Tally]): StepStats => {
    const totalMs = tally.sum / MICROS_PER_MS;
    return {
      stepName,
      ...outcomeFigures(tally),
      totalMs,
      share: traces.sum === 0 ? 0 : totalMs / traces.sum,
      ...durationFigures(tally, MICROS_PER_MS),
    };
  };
  return [...steps].map(ofStep).sort((a, b) => b.totalMs - a.totalMs || (a.stepName < b.stepName ? -1 : 1));
}
