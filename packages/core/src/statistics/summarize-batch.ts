import type { CountableRow } from "../codec/trace-row.js";
import { Summary } from "./summary.js";
import type { Outcome } from "./tally.js";

/** As `2025-11-16T12` of a row's time, which is its hour. */
const HOUR_LENGTH = "2025-11-16T12".length;

/** Traces of a skill that started in the same hour, counted. */
export interface PeriodSummary {
  readonly skillName: string;
  /** The beginning of the hour, as `2025-11-16T12:00:00Z`. */
  readonly periodStart: string;
  readonly summary: Summary;
}

/** What of a batch of rows is counted as it is stored. */
export interface CountedBatch {
  readonly summaries: readonly PeriodSummary[];
  /** The rows that stand in them. */
  readonly counted: ReadonlySet<CountableRow>;
}

/**
 * Counts the rows of a batch, by skill and hour.
 *
 * @param least fewer rows of a skill and an hour are not counted: what is stored of them would take as much as they do
 */
export function summarizeBatch(rows: readonly CountableRow[], least: number): CountedBatch {
  const groups = new Map<string, CountableRow[]>();
  for (const row of rows) {
    if (row.stepTimes === undefined) continue;
    const key = row.started_at.slice(0, HOUR_LENGTH) + row.skill_name;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const counted = new Set<CountableRow>();
  const summaries: PeriodSummary[] = [];
  for (const group of groups.values()) {
    if (group.length < least) continue;
    for (const row of group) counted.add(row);
    const { skill_name, started_at } = group[0] as CountableRow;
    const periodStart = `${started_at.slice(0, HOUR_LENGTH)}:00:00Z`;
    summaries.push({ skillName: skill_name, periodStart, summary: summarize(group) });
  }
  return { summaries, counted };
}

function summarize(rows: readonly CountableRow[]): Summary {
  const summary = new Summary();
  for (const { status, total_duration_ms, stepTimes } of rows) {
    summary.traces.add(status as Outcome, total_duration_ms);
    const { names = [], micros = [] } = stepTimes ?? {};
    for (let index = 0; index < names.length; index += 1) {
      const took = micros[index] as number;
      if (took < 0) summary.addStep(names[index] as string, "failed", -1 - took);
      else summary.addStep(names[index] as string, "success", took);
    }
  }
  return summary;
}
