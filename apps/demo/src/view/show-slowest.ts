import type { Trace } from "@steptrace/core";
import { type Page, viewTitle, viewWaterfall } from "@steptrace/terminal";
import { inset } from "./inset.js";

const MOST_STEPS = 18;

/** How a trace ended, and its steps in time. */
export function showSlowest(trace: Trace, page: Page): readonly string[] {
  const title = inset(page, (narrower) => [viewTitle(trace, narrower)]);
  return [...title, "", ...viewWaterfall(trace, page, { maxSteps: MOST_STEPS })];
}
