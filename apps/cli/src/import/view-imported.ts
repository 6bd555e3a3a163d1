import { visibleText } from "@steptrace/terminal/text";
import type { ImportedTrace } from "./store-traces.js";

/** What became of traces: a line for each, and how many they were. */
export function viewImported(imported: readonly ImportedTrace[]): readonly string[] {
  const stored = imported.filter(({ isStored }) => isStored).length;
  const present = imported.length - stored;
  return [
    ...imported.map(view),
    `${stored} stored${present > 0 ? `, ${present} left as ${present === 1 ? "it was" : "they were"}` : ""}.`,
  ];
}

function view({ traceId, skillName, status, stepCount, isStored }: ImportedTrace): string {
  const what = `${visibleText(skillName)}, ${status}, ${stepCount} ${stepCount === 1 ? "step" : "steps"}`;
  return `${isStored ? "stored " : "present"}  ${visibleText(traceId)}  ${what}`;
}
