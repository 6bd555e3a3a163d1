import type { Report } from "../program/task.js";

const MEBI = 1024 * 1024;
/** What a process may hold more at the end, at rest, than when it had warmed up. */
const HEAP_GROWTH_BYTES = 32 * MEBI;
const MORE_HANDLES = 50;
/** Share of the reports that a process takes to warm up. */
const WARMING = 0.2;

/** What a process has gathered in its life, in sentences; nothing where it is bounded. */
export function growthOf(reports: readonly Report[]): readonly string[] {
  const first = reports[Math.floor(reports.length * WARMING)];
  const last = reports.at(-1);
  if (first === undefined || last === undefined) return [];
  const problems: string[] = [];
  const heapGrowth = last.heapBytes - first.heapBytes;
  if (heapGrowth > HEAP_GROWTH_BYTES)
    problems.push(`The heap of a process grew by ${(heapGrowth / MEBI).toFixed(0)} MiB.`);
  if (last.handles - first.handles > MORE_HANDLES)
    problems.push(`The handles of a process went from ${first.handles} to ${last.handles}.`);
  if (last.inFlight > 0) problems.push(`${last.inFlight} traces are under way in a process at rest.`);
  return problems;
}
