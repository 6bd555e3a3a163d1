import { decodeTrace, type FinalStatus, type Trace, type TraceRow } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import type { RowKey } from "../by-keys.js";
import { type RunFilter, type RunKey, selectRunKeys, selectRuns } from "./select-runs.js";

const RUNS_AT_ONCE = 25;
/** Of steps as they are stored, some ten times as much in memory; a run of more comes alone. */
const STEPS_AT_ONCE = 1024 * 1024;
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
    for (const keys of batchesOf(wanted, pages.runs)) {
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

/** So many runs at a time, and fewer where their steps are many. */
function* batchesOf(keys: readonly RunKey[], mostRuns: number): Generator<readonly RunKey[]> {
  let batch: RunKey[] = [];
  let bytes = 0;
  for (const key of keys) {
    const size = key.steps_bytes ?? 0;
    if (batch.length === mostRuns || (batch.length > 0 && bytes + size > STEPS_AT_ONCE)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(key);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

function inOrderOf(keys: readonly RowKey[], rows: readonly TraceRow[]): readonly TraceRow[] {
  const textOf = ({ started_at, trace_id }: RowKey): string => `${started_at} ${trace_id}`;
  const byKey = new Map(rows.map((row) => [textOf(row), row]));
  // A month that was dropped meanwhile has none any more.
  return keys.flatMap((key) => byKey.get(textOf(key)) ?? []);
}
