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
  const { normal, anomalies } = report;
  const limits = limitsText(normal);
  const lines = [
    ...wrapText(titleText(report, page), page.width),
    ...(limits === undefined ? [] : wrapText(limits, page.width)),
  ];
  if (anomalies.length === 0) return lines;
  const notes = (anomaly: ListedAnomaly): readonly string[] => [
    ...messageLine(anomaly, page),
    ...viewFindings(anomaly.findings, page, LIST_INDENT),
  ];
  return [...lines, "", ...traceTable(anomalies, page, ids, notes)];
}

function titleText(
  { skillName, normal, judged, isComplete, anomalies }: ListedAnomalies,
  page: Page,
): string {
  const skill = stepText(skillName);
  if (!normal.isEnough) return `${skill}: nothing was judged`;
  const by = `the normal of ${runsText(normal, page)}`;
  if (judged === 0) return `${skill}: no trace since then to be judged by ${by}`;
  const found = anomalies.length === 0 ? "none" : anomalies.length.toLocaleString("en");
  const traces = `${judged.toLocaleString("en")} trace${judged === 1 ? "" : "s"}`;
  return `${skill}: ${found} of ${isComplete ? "" : "the newest "}${traces} out of ${by}`;
}
