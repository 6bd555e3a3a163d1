import type { AlignedStep } from "./comparison.js";

/** How a step of trace B differs from that of trace A. */
export type StepChange = "missing" | "added" | "failed" | "mended" | "slower" | "faster" | "reordered";

const US_PER_MS = 1000;
/** As core judges it: half as long again, and a millisecond at least. */
const MUCH_LONGER = 1.5;

/** What is different of a step, the weightiest first; nothing where it is the same. */
export function judgeStep({ a, b, reordered }: AlignedStep): readonly StepChange[] {
  if (b === undefined) return ["missing"];
  if (a === undefined) return ["added"];
  const changes: StepChange[] = [];
  if (a.status !== b.status) changes.push(b.status === "failed" ? "failed" : "mended");
  if (isMuchLonger(b.durationUs, a.durationUs)) changes.push("slower");
  if (isMuchLonger(a.durationUs, b.durationUs)) changes.push("faster");
  if (reordered === true) changes.push("reordered");
  return changes;
}

function isMuchLonger(one: number, other: number): boolean {
  return one >= other * MUCH_LONGER && one - other >= US_PER_MS;
}
