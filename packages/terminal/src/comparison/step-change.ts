import { type AlignedStep, isLonger } from "@steptrace/core";
import type { Colors, Paint } from "../page/page.js";

/** How a step differs from the one beside it, by what matters most. */
export type StepChange =
  | "same"
  | "missing"
  | "added"
  | "failed"
  | "recovered"
  | "reordered"
  | "slower"
  | "faster";

export function changeOf({ a, b, reordered }: AlignedStep): StepChange {
  if (a === undefined) return "added";
  if (b === undefined) return "missing";
  if (a.status !== b.status) return b.status === "failed" ? "failed" : "recovered";
  if (reordered === true) return "reordered";
  if (isLonger(b, a)) return "slower";
  return isLonger(a, b) ? "faster" : "same";
}

/** The mark that stands before a step, and says it also without colours. */
export const MARKS: Readonly<Record<StepChange, string>> = {
  same: " ",
  missing: "-",
  added: "+",
  failed: "✗",
  recovered: "✓",
  reordered: "↕",
  slower: "~",
  faster: "~",
};

export function paintChange(change: StepChange, colors: Colors): Paint {
  const paints: Readonly<Record<StepChange, Paint>> = {
    same: (text) => text,
    missing: colors.red,
    added: colors.green,
    failed: colors.red,
    recovered: colors.green,
    reordered: colors.cyan,
    slower: colors.yellow,
    faster: colors.green,
  };
  return paints[change];
}
