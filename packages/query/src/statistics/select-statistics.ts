import { coverRange, type MomentRange, type Period } from "@steptrace/core";
import {
  type Database,
  IS_UNCOUNTED,
  selectHoursFrom,
  selectSummaries,
  timestampText,
} from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";

const UNCOUNTED = sql.raw(IS_UNCOUNTED);
const ENDED = sql.raw("status IN ('success', 'failed', 'timeout')");

/** Traces that are to be counted. */
export interface StatisticsQuestion {
  readonly range: MomentRange;
  /** The longest periods that may be counted together. */
  readonly longest: Period;
  /** All skills, where it is absent. */
  readonly skillName: string | undefined;
  readonly withSteps: boolean;
}

/** Where statistics are. */
export type StatisticsSource = Pick<Database, "table" | "statistics">;

/** Traces of a skill and a period, counted; one of many, perhaps, to be added up. */
export interface StatisticsRow {
  readonly skill_name: string;
  readonly period_start: string;
  readonly traces: string;
  readonly steps: string | null;
}

/**
 * What statistics hold, and with it, counted on the fly, what they do not: traces that are not counted yet, those of hours which
 * the range cuts, and those of days which it cuts and whose hours are not kept any more. In one statement: a trace that is
 * counted at the same moment is found here or there. `undefined` for a range with nothing in it.
 */
export function selectStatistics(source: StatisticsSource, question: StatisticsQuestion): SQL | undefined {
  const { range, longest, skillName, withSteps } = question;
  const { periods, inner, edges, parts } = coverRange(range, longest);
  const { table, statistics } = source;
  const ofSkill = skillName === undefined ? sql`` : sql`AND skill_name = ${skillName}`;
  const hoursFrom = sql`(SELECT moment FROM hours_from)`;
  const stored = [
    ...periods.map(
      ({ period, isHeld, ...moments }) =>
        sql`period = ${sql.raw(`'${period}'`)} AND is_held = ${sql.raw(String(isHeld))} AND ${within("period_start", moments)}`,
    ),
    ...edges.map(
      (edge) =>
        sql`period = 'hour' AND is_held = ANY('{true,false}') AND ${within("period_start", edge)} AND period_start >= ${hoursFrom}`,
    ),
  ].map((condition) => {
    const steps = withSteps ? sql`steps` : sql`NULL::json AS steps`;
    return sql`SELECT skill_name, period_start, traces, ${steps} FROM ${statistics} WHERE ${condition} ${ofSkill}`;
  });
  const traces = [
    ...(inner.from < inner.to ? [sql`${UNCOUNTED} AND ${within("started_at", inner)}`] : []),
    ...edges.flatMap((edge) => [
      sql`${UNCOUNTED} AND ${within("started_at", edge)} AND started_at >= ${hoursFrom}`,
      sql`${ENDED} AND ${within("started_at", edge)} AND started_at < ${hoursFrom}`,
    ]),
    ...parts.map((part) => sql`${ENDED} AND ${within("started_at", part)}`),
  ].map((condition) => {
    const columns = sql.raw(`skill_name, started_at, status, total_duration_ms${withSteps ? ", steps" : ""}`);
    return sql`SELECT ${columns} FROM ${table} WHERE ${condition} ${ofSkill}`;
  });
  if (traces.length === 0) return undefined;
  return sql`
    WITH hours_from AS (${selectHoursFrom(statistics)}),
    uncounted AS (${sql.join(traces, sql` UNION ALL `)})
    SELECT skill_name, ${timestampText(sql`period_start`)} AS period_start, traces::text AS traces, steps::text AS steps
      FROM (${sql.join([...stored, sql`(${selectSummaries(sql`uncounted`, { period: longest, withSteps })})`], sql` UNION ALL `)}) AS found`;
}

function within(column: string, { from, to }: MomentRange): SQL {
  const name = sql.raw(column);
  return sql`${name} >= ${momentText(from)}::text::timestamp AND ${name} < ${momentText(to)}::text::timestamp`;
}

function momentText(ms: number): string {
  return new Date(ms).toISOString();
}
