import { decodeTrace, type FinalStatus, type Trace, type TraceRow } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import type { RowKey } from "../by-keys.js";
import { type RunFilter, type RunKey, selectRunKeys, selectRuns } from "./select-runs.js";

/** Some 40 MB where each run has ten thousand steps, and mostly far less. */
const RUNS_AT_ONCE = 25;
const FIRST_KEYS = 250;
const MOST_KEYS = 8000;
/** How many runs of whatever status are looked at: a skill may have failed for years. */
const MOST_EXAMINED = 100_000;

export interface ReadRunsOptions extends RunFilter {
  readonly statuses: readonly FinalStatus[];
  /** Runs at most. */
  readonly most: number;
}

/** How much is read at a time. */
export interface PageSizes {
  readonly keys: number;
  readonly runs: number;
}

/** Runs of a skill with their steps, newest first; read as they are asked for. */
export async function* readRuns(
  database: Database,
  { statuses, most, ...filter }: ReadRunsOptions,
  pages: PageSizes = { keys: FIRST_KEYS, runs: RUNS_AT_ONCE },
): AsyncGenerator<Trace, undefined> {
  const what = `Reading runs of '${filter.skillName}'`;
  let left = most;
  for await (const found of readKeys(database, filter, what, pages.keys)) {
    const wanted = found.filter(({ status }) => statuses.some((one) => one === status)).slice(0, left);
    for (let from = 0; from < wanted.length; from += pages.runs) {
      const keys = wanted.slice(from, from + pages.runs);
      const rows = await database.rows<TraceRow>(what, selectRuns(database, keys));
      for (const row of inOrderOf(keys, rows)) yield decodeTrace(row);
    }
    left -= wanted.length;
    if (left === 0) return undefined;
  }
  return undefined;
}

/** Twice as many each time: mostly the first are enough. */
async function* readKeys(
  database: Database,
  filter: RunFilter,
  what: string,
  pageSize: number,
): AsyncGenerator<readonly RunKey[], undefined> {
  let { after } = filter;
  let examined = 0;
  for (let size = pageSize; examined < MOST_EXAMINED; size = Math.min(size * 2, MOST_KEYS)) {
    const page = await database.rows<RunKey>(what, selectRunKeys(database, { ...filter, after }, size));
    yield page;
    if (page.length < size) return undefined;
    after = page.at(-1);
    examined += page.length;
  }
  return undefined;
}

function inOrderOf(keys: readonly RowKey[], rows: readonly TraceRow[]): readonly TraceRow[] {
  const textOf = ({ started_at, trace_id }: RowKey): string => `${started_at} ${trace_id}`;
  const byKey = new Map(rows.map((row) => [textOf(row), row]));
  // A month that was dropped meanwhile has none any more.
  return keys.flatMap((key) => byKey.get(textOf(key)) ?? []);
}
