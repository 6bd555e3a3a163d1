import type { MaintainedPartition, MaintenanceReport } from "@steptrace/operations";
import { type Column, type Page, tableLines } from "@steptrace/terminal";
import { formatBytes, visibleText } from "@steptrace/terminal/text";

const UNKNOWN = "–";

/** What maintenance did, a row for each partition, and what it came to. */
export function viewMaintenance(report: MaintenanceReport, page: Page): readonly string[] {
  const { partitions, isDryRun, defaultPartition } = report;
  const { colors } = page;
  const columns: readonly Column<MaintainedPartition>[] = [
    { title: isDryRun ? "WOULD BE" : "DONE", text: ({ action }) => action, paint: colors.bold },
    { title: "PARTITION", text: ({ name }) => name, flexible: true },
    { title: "FROM", text: ({ from = "" }) => from.slice(0, "2025-11-01".length) },
    { title: "ROWS", text: rowsText, align: "right" },
    { title: "SIZE", text: sizeText, align: "right" },
  ];
  const notes = ({ reason }: MaintainedPartition): readonly string[] =>
    reason === undefined ? [] : [colors.dim(`  ${visibleText(reason)}`)];
  const moved = isDryRun ? "would move" : "moved";
  return [
    ...tableLines(columns, partitions, page, notes),
    "",
    ...(defaultPartition === undefined
      ? []
      : [
          `${visibleText(defaultPartition.name)}, a default partition: ${count(defaultPartition.rowsMoved)} rows ${moved} to their months.`,
        ]),
    ...indexLines(report),
    ...statisticsLines(report),
    summary(report),
  ];
}

/** What was done for finding failures and traces. */
function indexLines(report: MaintenanceReport): readonly string[] {
  const { failuresFilled, signaturesPacked, textsFilled } = report;
  const would = report.isDryRun ? "would be " : "";
  return [
    ...(textsFilled === 0
      ? []
      : [`${count(textsFilled)} traces of other writers ${would}indexed by their words.`]),
    ...(failuresFilled === 0 ? [] : [`${count(failuresFilled)} failures of other writers ${would}indexed.`]),
    ...(signaturesPacked === 0
      ? []
      : [`${count(signaturesPacked)} signatures of failures ${would}packed, for quick search.`]),
  ];
}

function statisticsLines({ tracesCounted, isDryRun }: MaintenanceReport): readonly string[] {
  return tracesCounted === 0
    ? []
    : [`${count(tracesCounted)} traces ${isDryRun ? "would be " : ""}counted in statistics.`];
}

function rowsText({ estimatedRows, keptRows }: MaintainedPartition): string {
  const before = estimatedRows === undefined ? UNKNOWN : `~${count(estimatedRows)}`;
  return keptRows === undefined ? before : `${before} → ${count(keptRows)}`;
}

function sizeText({ bytes, keptBytes }: MaintainedPartition): string {
  const before = bytes === undefined ? UNKNOWN : formatBytes(bytes);
  return keptBytes === undefined ? before : `${before} → ${formatBytes(keptBytes)}`;
}

function summary({ partitions, isDryRun }: MaintenanceReport): string {
  const actions = new Map<string, number>();
  for (const { action } of partitions) actions.set(action, (actions.get(action) ?? 0) + 1);
  const parts = [...actions].map(([action, times]) => `${times} ${action}`);
  const freed = partitions.reduce((sum, partition) => sum + freedBytes(partition), 0);
  const done = [...parts, ...(freed > 0 ? [`${formatBytes(freed)} freed`] : [])].join(", ");
  return isDryRun ? `Nothing was changed. It would be: ${done}.` : `${done}.`;
}

/** Of a month that is to be reduced, nobody knows before. */
function freedBytes({ action, bytes = 0, keptBytes }: MaintainedPartition): number {
  if (action === "dropped") return bytes;
  return keptBytes === undefined ? 0 : Math.max(0, bytes - keptBytes);
}

function count(rows: number): string {
  return rows.toLocaleString("en");
}
