import type { TraceRow } from "@steptrace/core";
import { type FailureKind, judgeFailure } from "./judge-failure.js";
import { type StoredTrace, type WriteTarget, writeRows } from "./write-rows.js";

/** Rows that are stored each for itself, at the same time. */
const SIDE_BY_SIDE = 4;

/** What became of one row. */
export type Outcome = { readonly stored: StoredTrace } | Failure;

interface Failure {
  readonly error: unknown;
  readonly kind: FailureKind;
}

/** What became of rows, by trace id. */
export type Outcomes = ReadonlyMap<string, Outcome>;

/**
 * Stores rows in as few statements as can be; each fails for reasons of its own alone. Never rejects.
 *
 * @param rows of different trace ids
 */
export async function storeRows(target: WriteTarget, rows: readonly TraceRow[]): Promise<Outcomes> {
  try {
    const stored = await writeRows(target, rows);
    return new Map(stored.map((one) => [one.trace_id, { stored: one }]));
  } catch (error) {
    const judgement = judgeFailure(error, rows);
    if (judgement === "each") return storeEach(target, rows);
    if (typeof judgement === "string") return failAll(rows, { error, kind: judgement });
    return storeParts(target, judgement);
  }
}

async function storeParts(target: WriteTarget, parts: readonly (readonly TraceRow[])[]): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  let outage: Failure | undefined;
  for (const part of parts) {
    // What fails for all is not tried again for each part.
    const ofPart = outage === undefined ? await storeRows(target, part) : failAll(part, outage);
    for (const [traceId, outcome] of ofPart) {
      outcomes.set(traceId, outcome);
      if ("error" in outcome && outcome.kind === "outage") outage = outcome;
    }
  }
  return outcomes;
}

/**
 * A few at a time, for one that waits for a lock takes all the time that a statement may take. Where the first of them all get
 * nowhere it is not theirs, and nothing is stored at the moment.
 */
async function storeEach(target: WriteTarget, rows: readonly TraceRow[]): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  const left = [...rows];
  let stuck = 0;
  let outage: Failure | undefined;
  const lane = async (): Promise<void> => {
    for (let row = left.shift(); row !== undefined; row = left.shift()) {
      const outcome = outage ?? ((await storeRows(target, [row])).get(row.trace_id) as Outcome);
      outcomes.set(row.trace_id, outcome);
      if ("stored" in outcome) stuck = 0;
      else if (outcome.kind === "conflict") stuck += 1;
      if ("error" in outcome && stuck === SIDE_BY_SIDE) outage ??= { error: outcome.error, kind: "outage" };
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return outcomes;
}

function failAll(rows: readonly TraceRow[], failure: Failure): Outcomes {
  return new Map(rows.map((row) => [row.trace_id, failure]));
}
