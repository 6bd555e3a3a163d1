import type { RecoveredTrace } from "@steptrace/operations";
import { type Column, type Page, tableLines } from "@steptrace/terminal";

/** What was recovered, a row for each trace. */
export function viewRecovered(recovered: readonly RecoveredTrace[], page: Page): readonly string[] {
  if (recovered.length === 0)
    return ["Nothing to recover: no trace in the journal is without a sign of life."];
  const { colors } = page;
  const columns: readonly Column<RecoveredTrace>[] = [
    { title: "RECOVERED", text: ({ status, isInterrupted }) => (isInterrupted ? "interrupted" : status) },
    { title: "SKILL", text: ({ skillName }) => skillName, paint: colors.bold, flexible: true },
    { title: "TRACE", text: ({ traceId }) => traceId },
  ];
  return tableLines(columns, recovered, page);
}
