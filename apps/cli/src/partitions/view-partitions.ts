import type { PartitionInfo } from "@steptrace/postgres-store";
import { type Column, type Page, tableLines } from "@steptrace/terminal";
import { formatBytes } from "@steptrace/terminal/text";

const UNKNOWN = "–";

const COLUMNS: readonly Column<PartitionInfo>[] = [
  { title: "PARTITION", text: ({ name }) => name, flexible: true },
  { title: "FROM", text: ({ from }) => day(from) ?? "(default)" },
  { title: "TO", text: ({ to }) => day(to) ?? "" },
  { title: "ROWS", text: rowsText, align: "right" },
  { title: "SIZE", text: ({ bytes }) => formatBytes(bytes), align: "right" },
];

/** Partitions as a table, and what they come to. */
export function viewPartitions(partitions: readonly PartitionInfo[], page: Page): readonly string[] {
  if (partitions.length === 0) return ["The table has no partitions. Run steptrace migrate to make them."];
  return [...tableLines(COLUMNS, partitions, page), "", summary(partitions)];
}

function rowsText({ estimatedRows }: PartitionInfo): string {
  return estimatedRows === undefined ? UNKNOWN : `~${estimatedRows.toLocaleString("en")}`;
}

/** `2025-11-01` of `2025-11-01 00:00:00`. */
function day(moment: string | undefined): string | undefined {
  return moment?.slice(0, "2025-11-01".length);
}

function summary(partitions: readonly PartitionInfo[]): string {
  const bytes = partitions.reduce((sum, partition) => sum + partition.bytes, 0);
  const unknown = partitions.some(({ estimatedRows }) => estimatedRows === undefined);
  const hint = unknown ? `; ${UNKNOWN} before the first ANALYZE` : "";
  const count = partitions.length === 1 ? "1 partition" : `${partitions.length} partitions`;
  return `${count}, ${formatBytes(bytes)}. Rows are estimates${hint}.`;
}
