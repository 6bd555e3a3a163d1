import type { Database } from "@steptrace/postgres-store";
import { type SkillStats, skillStats } from "./skill-stats.js";
import { statsRange } from "./stats-range.js";

export interface TrendsOptions {
  /** @default all skills */
  readonly skillName?: string;
  /** @default 30 days before the end */
  readonly startDate?: Date;
  /** @default now */
  readonly endDate?: Date;
}

/** A figure of a range, beside that of the time before it; each absent where there is none. */
export interface Change {
  readonly before?: number;
  readonly after?: number;
  /** By how much it is more than before, as a share of that: 0.5 for half as much again; absent where it was 0, or none. */
  readonly change?: number;
}

/** How a skill's traces went, beside how they went in the time of the same length before. */
export interface SkillTrend {
  readonly skillName: string;
  readonly count: Change;
  readonly failureRate: Change;
  readonly p50Ms: Change;
  readonly p95Ms: Change;
}

/** The trends of skills that had traces in either time, the one with the most traces first. */
export async function trends(
  database: Database,
  options: TrendsOptions,
  now: Date,
): Promise<readonly SkillTrend[]> {
  const { skillName, endDate = now } = options;
  const { from } = statsRange({ ...options, endDate }, now);
  const range = { startDate: new Date(from), endDate };
  const length = endDate.getTime() - from;
  // To the millisecond before: both ends of a range belong to it.
  const before = { startDate: new Date(from - length - 1), endDate: new Date(from - 1) };
  const ofSkill = skillName === undefined ? {} : { skillName };
  const [after, earlier] = await Promise.all([
    skillStats(database, { ...ofSkill, ...range }, now),
    skillStats(database, { ...ofSkill, ...before }, now),
  ]);
  const known = new Map(earlier.map((stats) => [stats.skillName, stats]));
  const current = new Set(after.map((stats) => stats.skillName));
  const gone = earlier.filter((stats) => !current.has(stats.skillName));
  return [
    ...after.map((stats) => trendOf(stats.skillName, known.get(stats.skillName), stats)),
    ...gone.map((stats) => trendOf(stats.skillName, stats, undefined)),
  ];
}

function trendOf(
  skillName: string,
  before: SkillStats | undefined,
  after: SkillStats | undefined,
): SkillTrend {
  return {
    skillName,
    count: changeOf(before?.count ?? 0, after?.count ?? 0),
    failureRate: changeOf(before?.failureRate, after?.failureRate),
    p50Ms: changeOf(before?.p50Ms, after?.p50Ms),
    p95Ms: changeOf(before?.p95Ms, after?.p95Ms),
  };
}

function changeOf(before: number | undefined, after: number | undefined): Change {
  return {
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(before !== undefined && after !== undefined && before !== 0 && { change: after / before - 1 }),
  };
}
