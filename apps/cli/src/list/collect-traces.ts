import type { TraceStatus } from "@steptrace/core";
import type { TraceSummary } from "@steptrace/query";

/** Which traces a list shows. */
export interface TraceFilter {
  readonly status: TraceStatus | undefined;
  readonly since: Date | undefined;
}

/** Traces that were collected, newest first. */
export interface CollectedTraces {
  readonly traces: readonly TraceSummary[];
  /** How many were looked at, where older ones may match as well; absent where all are known. */
  readonly lookedAt?: number;
}

const GROWTH = 8;
const MOST = 50_000;

/**
 * The newest traces that a filter lets pass, at most `limit`. Reads the newest ones, and more of them until there are
 * enough: the newest are asked for most, and nearly always do.
 *
 * @param read the newest traces, as many as it is told at most, newest first
 */
export async function collectTraces(
  read: (limit: number) => Promise<readonly TraceSummary[]>,
  filter: TraceFilter,
  limit: number,
): Promise<CollectedTraces> {
  for (let asked = limit; ; asked = Math.min(asked * GROWTH, Math.max(MOST, limit))) {
    const newest = await read(asked);
    const matching = newest.filter((trace) => passes(trace, filter));
    const traces = matching.slice(0, limit);
    const last = newest.at(-1);
    const isAll = newest.length < asked || (last !== undefined && isTooOld(last, filter));
    if (isAll || matching.length >= limit) return { traces };
    if (asked >= MOST) return { traces, lookedAt: newest.length };
  }
}

function passes(trace: TraceSummary, filter: TraceFilter): boolean {
  return (filter.status === undefined || trace.status === filter.status) && !isTooOld(trace, filter);
}

function isTooOld(trace: TraceSummary, { since }: TraceFilter): boolean {
  return since !== undefined && trace.startedAt < since;
}
