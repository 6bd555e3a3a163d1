import { type DurationBin, durationBins, InvalidArgumentError, type Summary, Tally } from "@steptrace/core";
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
import { bucketStart, periodOfBucket, requireBucket, type TimeBucket } from "./time-bucket.js";

export interface SkillStatsOptions {
  /** @default all skills */
  readonly skillName?: string;
  /** @default 30 days before the end */
  readonly startDate?: Date;
  /** @default now */
  readonly endDate?: Date;
  /** Asks for the figures also of each hour, day, week or month (UTC). @default no series */
  readonly bucket?: TimeBucket;
  /** Asks for a histogram of the durations, of at most so many bins. @default none */
  readonly bins?: number;
}

const MOST_BINS = 1000;

/** The figures of finalized traces. */
export interface TraceFigures extends OutcomeFigures, DurationFigures {
  /** Those of the failures that timed out. */
  readonly timeouts: number;
}

/** The figures of a bucket. */
export interface StatsBucket extends TraceFigures {
  /** Its beginning, which may lie before the range. */
  readonly startDate: Date;
}

/** The figures of a skill. */
export interface SkillStats extends TraceFigures {
  readonly skillName: string;
  /** Traces in an hour, on the average of the hours of the range that are over. */
  readonly perHour: number;
  /** Oldest first; a bucket without traces is left out. Absent unless a bucket was asked for. */
  readonly series?: readonly StatsBucket[];
  /** How many traces took how long, in milliseconds, shortest first. Absent unless it was asked for. */
  readonly histogram?: readonly DurationBin[];
}

/** The figures of skills, the one with the most traces first; none for a skill without traces in the range. */
export async function skillStats(
  database: Database,
  options: SkillStatsOptions,
  now: Date,
): Promise<readonly SkillStats[]> {
  const skillName = options.skillName === undefined ? undefined : requireSkillName(options.skillName);
  const bucket = options.bucket === undefined ? undefined : requireBucket(options.bucket);
  const { bins } = options;
  if (bins !== undefined && !(Number.isSafeInteger(bins) && bins >= 1 && bins <= MOST_BINS))
    throw new InvalidArgumentError("bins", `a whole number from 1 to ${MOST_BINS}`, bins);
  const range = await keptRange(database, statsRange(options, now), bucket === "hour", now);
  const longest = bucket === undefined ? "month" : periodOfBucket(bucket);
  const question = { range, longest, skillName, withSteps: false };
  const bySkill = await readSummaries(database, "Reading statistics", question, (ms) =>
    bucket === undefined ? 0 : bucketStart(bucket, ms),
  );
  const stats = [...bySkill].map(([name, buckets]): SkillStats => {
    const all = addUp([...buckets.values()]);
    return {
      skillName: name,
      ...traceFigures(all),
      perHour: range.hours === 0 ? 0 : all.count / range.hours,
      ...(bucket !== undefined && { series: seriesOf(buckets) }),
      ...(bins !== undefined && { histogram: durationBins(all, bins) }),
    };
  });
  return stats.sort((a, b) => b.count - a.count || (a.skillName < b.skillName ? -1 : 1));
}

/** The figures of traces that were counted. */
function traceFigures(tally: Tally): TraceFigures {
  return { ...outcomeFigures(tally), timeouts: tally.timeouts, ...durationFigures(tally) };
}

function addUp(summaries: readonly Summary[]): Tally {
  const [first, ...others] = summaries.map(({ traces }) => traces);
  if (first !== undefined && others.length === 0) return first;
  const all = new Tally();
  for (const tally of [first, ...others]) if (tally !== undefined) all.addEncoded(tally.encode());
  return all;
}

function seriesOf(buckets: ReadonlyMap<number, Summary>): readonly StatsBucket[] {
  return [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([start, { traces }]) => ({ startDate: new Date(start), ...traceFigures(traces) }));
}
