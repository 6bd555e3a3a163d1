import { alignColumns } from "../align-columns.js";
import type { Tally } from "./tally.js";

/** What became of the steps of one library in one scenario. */
export interface LossResult extends Tally {
  readonly title: string;
  readonly library: "steptrace" | "OpenTelemetry";
  /** Of those received: how many recovery brought. */
  readonly recovered: number;
  /** From the first step to the end of the process. */
  readonly seconds: number;
  /** Steps that may be lost; absent where nothing is promised here. */
  readonly mayLose?: number;
}

const HEADER = ["what is lost", "", "sent", "received", "recovered", "lost", "lost %", "twice", "took", ""];

/** One table of all results; those that promise something say whether it was kept. */
export function lossLines(results: readonly LossResult[]): readonly string[] {
  return alignColumns([HEADER, ...results.map(cellsOf)]);
}

function cellsOf(result: LossResult): readonly string[] {
  const { title, library, sent, received, recovered, lost, again, seconds } = result;
  const counts = [sent, received, recovered, lost].map((count) => count.toLocaleString("en"));
  const percent = `${((lost / sent) * 100).toFixed(1)} %`;
  const took = `${seconds.toFixed(1)} s`;
  return [title, library, ...counts, percent, again.toLocaleString("en"), took, verdict(result)];
}

function verdict({ lost, again, mayLose }: LossResult): string {
  if (mayLose === undefined) return "";
  return lost <= mayLose && again === 0 ? "met" : "MISSED";
}
