import type { NormalSummary, StructureKind } from "@steptrace/core";
import { formatTime, type TimeView } from "../text/format-time.js";

const WORDS: Readonly<Record<StructureKind, string>> = {
  "missing-step": "steps that are missing",
  "unknown-step": "steps that are new",
  "unseen-order": "orders of steps",
};

/** The runs of a normal: `200 successful runs, 2025-11-01 to 2025-11-15`. */
export function runsText({ runs, from, to }: NormalSummary, view: TimeView): string {
  const count = `${runs} successful run${runs === 1 ? "" : "s"}`;
  if (from === undefined || to === undefined) return count;
  const [first, last] = [from, to].map((date) => formatTime(date, view).slice(0, 10));
  return `${count}, ${first === last ? `of ${first}` : `${first} to ${last}`}`;
}

/** What cannot be said, and why; `undefined` where all can. */
export function limitsText({ runs, minRuns, isEnough, unsteady }: NormalSummary): string | undefined {
  if (!isEnough) {
    const known = runs === 1 ? "1 successful run is" : `${runs} successful runs are`;
    return `${known} too few to say what is usual: it takes ${minRuns}.`;
  }
  if (unsteady.length === 0) return undefined;
  const kinds = unsteady.map((kind) => WORDS[kind]).join(" and ");
  return `Not judged: ${kinds}, in which the skill's own runs differ from each other.`;
}
