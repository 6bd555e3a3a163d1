import type { Crew } from "./crew.js";

const MEBI = 1024 * 1024;

/** How a soak stands. @param seconds since it began */
export function statusLine(seconds: number, crew: Crew): string {
  const { acknowledged, refused, open, unsettled } = crew.counts();
  const latest = crew.reports().map((reports) => reports.at(-1));
  const inFlight = latest.reduce((sum, report) => sum + (report?.inFlight ?? 0), 0);
  const heaps = latest.map((report) => (report === undefined ? "-" : (report.heapBytes / MEBI).toFixed(0)));
  return [
    `${seconds.toFixed(0).padStart(4)} s`,
    `acknowledged ${acknowledged}`,
    `refused ${refused}`,
    `open ${open}`,
    `unsettled ${unsettled}`,
    `recovered ${crew.recovered}`,
    `in flight ${inFlight}`,
    `heaps ${heaps.join(" ")} MiB`,
  ].join("  ");
}
