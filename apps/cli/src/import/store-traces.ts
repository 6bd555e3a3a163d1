import type { TraceSink, TraceStatus } from "@steptrace/core";
import type { EndedTrace } from "./parse-traces.js";

/** What became of a trace that was to be imported. */
export interface ImportedTrace {
  readonly traceId: string;
  readonly skillName: string;
  readonly status: TraceStatus;
  readonly stepCount: number;
  /** `false` where a trace of that id was there already, and was left as it is. */
  readonly isStored: boolean;
}

/** Traces that are stored at the same time: a store takes them in batches. */
const AT_ONCE = 100;

/** Stores those that are not there already, in the order in which they come. @throws {StorageError} */
export async function storeTraces(
  storage: TraceSink,
  traces: readonly EndedTrace[],
): Promise<readonly ImportedTrace[]> {
  const imported: ImportedTrace[] = [];
  const ids = new Set<string>();
  for (let from = 0; from < traces.length; from += AT_ONCE) {
    const part = traces.slice(from, from + AT_ONCE).map((trace) => {
      const isFirst = !ids.has(trace.traceId);
      ids.add(trace.traceId);
      return isFirst ? store(storage, trace) : report(trace, false);
    });
    imported.push(...(await Promise.all(part)));
  }
  return imported;
}

async function store(storage: TraceSink, trace: EndedTrace): Promise<ImportedTrace> {
  const present = await storage.getTrace(trace.traceId);
  // What recovery wrote gives way to the owner's own, as it does anywhere.
  const givesWay = present?.metadata["interrupted"] === true && trace.metadata["interrupted"] !== true;
  if (present !== undefined && !givesWay) return report(trace, false);
  await storage.finalizeTrace(trace, trace.status);
  return report(trace, true);
}

function report({ traceId, skillName, status, steps }: EndedTrace, isStored: boolean): ImportedTrace {
  return { traceId, skillName, status, stepCount: steps.length, isStored };
}
