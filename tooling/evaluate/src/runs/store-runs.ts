import { closeTrace, type FinalStatus, type Trace } from "@steptrace/core";
import type { TraceStorage } from "@steptrace/postgres-store";
import { compareTraces, type RoundTrip } from "./compare-traces.js";
import { firstOfEachId } from "./first-of-each-id.js";

/** What storing a source's traces, and reading each again, came to. */
export interface StoredRuns {
  /** As they were read. */
  readonly traces: readonly Trace[];
  readonly roundTrips: readonly RoundTrip[];
  /** Traces that were left out, for one before them has their id. */
  readonly idTaken: number;
}

/** Stores traces that have ended, one after the other, and reads each again. */
export async function storeRuns(storage: TraceStorage, imported: readonly Trace[]): Promise<StoredRuns> {
  const unique = firstOfEachId(imported);
  const traces: Trace[] = [];
  const roundTrips: RoundTrip[] = [];
  for (const trace of unique) {
    const status = trace.status as FinalStatus;
    const closed = closeTrace(trace, status, {}, trace.startedAt.getTime());
    await storage.finalizeTrace(closed, status);
    const read = await storage.getTrace(trace.traceId);
    roundTrips.push(compareTraces(closed, read));
    if (read !== undefined) traces.push(read);
  }
  return { traces, roundTrips, idTaken: imported.length - unique.length };
}
