import { LIST_INDENT, messageLine, traceTable } from "../list/view-list.js";
import type { ViewListOptions } from "../list/view-list-options.js";
import type { Page } from "../page/page.js";
import { stepText } from "../text/step-text.js";
import { wrapText } from "../text/wrap-text.js";
import type { ListedAnomalies, ListedAnomaly } from "./listed-anomaly.js";
import { limitsText, runsText } from "./normal-text.js";
import { viewFindings } from "./view-findings.js";

/** What is out of a skill's normal: a line that says how much was judged by what, and the traces, each with its evidence under it. */
export function viewAnomalies(
  report: ListedAnomalies,
  page: Page,
  { ids = true }: ViewListOptions = {},
): readonly string[] {
  const { skillName, normal, judged, isComplete, anomalies } = report;
  const found = anomalies.length === 0 ? "none" : anomalies.length.toLocaleString("en");
  const of = `${isComplete ? "" : "the newest "}${judged.toLocaleString("en")} trace${judged === 1 ? "" : "s"}`;
  const title = normal.isEnough
    ? `${stepText(skillName)}: ${found} of ${of} out of the normal of ${runsText(normal, page)}`
    : `${stepText(skillName)}: nothing was judged`;
  const limits = limitsText(normal);
  const lines = [
    ...wrapText(title, page.width),
    ...(limits === undefined ? [] : wrapText(limits, page.width)),
  ];
  if (anomalies.length === 0) return lines;
  const notes = (anomaly: ListedAnomaly): readonly string[] => [
    ...messageLine(anomaly, page),
    ...viewFindings(anomaly.findings, page, LIST_INDENT),
  ];
  return [...lines, "", ...traceTable(anomalies, page, ids, notes)];
}
