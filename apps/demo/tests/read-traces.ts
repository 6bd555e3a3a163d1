import type { Trace } from "@steptrace/core";
import { type DatabaseConfig, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";

/** Everything that a store holds, with the steps, oldest first. */
export async function readTraces(config: DatabaseConfig): Promise<readonly Trace[]> {
  await using storage = new TraceStorage(config);
  await using query = new TraceQuery(storage);
  const summaries = await query.listTraces({ limit: 1000 });
  const traces: Trace[] = [];
  for (const { traceId } of summaries.toReversed()) {
    const trace = await storage.getTrace(traceId);
    if (trace !== undefined) traces.push(trace);
  }
  return traces;
}
