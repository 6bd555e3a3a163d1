import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Trace } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { viewTrace } from "@steptrace/terminal";
import { countNames } from "../count-names.js";
import { countText, durationText } from "../format.js";
import { listData } from "../list-data.js";
import { outputPage, printHeading, printLines, printTable } from "../report.js";
import { SOURCES, type Source } from "./sources.js";
import { type StoredRuns, storeRuns } from "./store-runs.js";

const US_PER_MS = 1000;
/** Steps that are drawn of a trace. */
const MAX_STEPS = 20;

interface Evaluated extends StoredRuns {
  readonly source: Source;
  readonly files: number;
  readonly tookUs: number;
}

/**
 * What becomes of the runs of other systems: imported, stored, read again, and shown.
 *
 * @param data the folder that holds the folders of the sources
 */
export async function evaluateRuns(data: string, databaseUrl: string): Promise<void> {
  printHeading("Runs of other systems as traces");
  await migrate(databaseUrl);
  await using storage = new TraceStorage(databaseUrl);
  const evaluated: Evaluated[] = [];
  for (const source of SOURCES) {
    const one = await evaluateSource(storage, source, data);
    if (one === undefined) console.log(`Skipped: no *${source.ending} in ${join(data, source.folder)}.`);
    else evaluated.push(one);
  }
  if (evaluated.length === 0) return;
  reportRuns(evaluated);
  for (const { source, traces } of evaluated) {
    const trace = traceToShow(traces);
    if (trace === undefined) continue;
    printHeading(`${source.title}: one of ${countText(traces.length)}\n`);
    printLines(viewTrace(trace, outputPage(), { maxSteps: MAX_STEPS }));
  }
}

async function evaluateSource(
  storage: TraceStorage,
  source: Source,
  data: string,
): Promise<Evaluated | undefined> {
  const files = listData(join(data, source.folder), source.ending);
  if (files.length === 0) return undefined;
  const started = performance.now();
  const imported = files.flatMap((path) => source.importText(readFileSync(path, "utf8")));
  const stored = await storeRuns(storage, imported);
  return { ...stored, source, files: files.length, tookUs: (performance.now() - started) * US_PER_MS };
}

function reportRuns(evaluated: readonly Evaluated[]): void {
  printTable(
    ["source", "files", "traces", "id taken", "failed", "steps", "nested steps", "failed steps"],
    evaluated.map(({ source, files, traces, idTaken }) => {
      const steps = traces.flatMap((trace) => trace.steps);
      const counts = [
        files,
        traces.length,
        idTaken,
        traces.filter(({ status }) => status !== "success").length,
        steps.length,
        steps.filter(({ parentId }) => parentId !== undefined).length,
        steps.filter(({ status }) => status === "failed").length,
      ];
      return [source.title, ...counts.map(countText)];
    }),
  );
  printTable(
    ["source", "as imported", "cut", "steps cut", "cleaned", "lost", "time"],
    evaluated.map(({ source, roundTrips, tookUs }) => {
      const outcomes = countNames(roundTrips.map(({ outcome }) => outcome));
      const counts = [
        outcomes.get("equal") ?? 0,
        outcomes.get("cut") ?? 0,
        roundTrips.reduce((sum, { stepsCut }) => sum + stepsCut, 0),
        outcomes.get("cleaned") ?? 0,
        outcomes.get("lost") ?? 0,
      ];
      return [source.title, ...counts.map(countText), durationText(tookUs)];
    }),
  );
}

/** The first that failed, in some step if it can be; else the one with the most steps. */
function traceToShow(traces: readonly Trace[]): Trace | undefined {
  const isFailed = (trace: Trace): boolean => trace.status !== "success" && trace.steps.length > 0;
  return traces.find(isFailed) ?? [...traces].sort((a, b) => b.steps.length - a.steps.length)[0];
}
