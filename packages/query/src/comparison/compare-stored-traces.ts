import { compareTraces, decodeTrace, type TraceComparison } from "@steptrace/core";
import { type Database, readTraceRow } from "@steptrace/postgres-store";

/** Two stored traces side by side; `undefined` where one of them is not stored. */
export async function compareStoredTraces(
  database: Database,
  idA: string,
  idB: string,
): Promise<TraceComparison | undefined> {
  const [a, b] = await Promise.all([readTraceRow(database, idA), readTraceRow(database, idB)]);
  return a && b && compareTraces(decodeTrace(a), decodeTrace(b));
}
