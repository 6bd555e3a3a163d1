import type { Trace } from "@steptrace/core";
import { readRunning } from "@steptrace/operations";
import type { TraceSummary } from "@steptrace/query";
import { HTTPException } from "hono/http-exception";
import type { ServerServices } from "../services.js";

/** A stored trace, else one that runs. @throws {HTTPException} 404 where it is neither */
export async function findTrace({ storage, journal }: ServerServices, traceId: string): Promise<Trace> {
  const found = (await storage.getTrace(traceId)) ?? (journal && (await readRunning(journal, traceId)));
  if (found === undefined) throw new HTTPException(404, { message: `There is no trace '${traceId}'.` });
  return found;
}

/** A trace without its steps and metadata. */
export function summaryOf({ steps: _, metadata: __, ...summary }: Trace): TraceSummary {
  return summary;
}
