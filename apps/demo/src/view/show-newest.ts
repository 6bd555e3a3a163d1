import { type ListedTrace, type Page, viewList } from "@steptrace/terminal";
import { inset } from "./inset.js";

/** Traces, without their ids: the commands at the end lead to those. */
export function showNewest(traces: readonly ListedTrace[], page: Page): readonly string[] {
  return inset(page, (narrower) => viewList(traces, narrower, { ids: false }));
}
