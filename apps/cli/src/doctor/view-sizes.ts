import type { PartitionSize } from "@steptrace/operations";
import { type Column, type Page, tableLines } from "@steptrace/terminal";
import { formatBytes } from "@steptrace/terminal/text";

const UNKNOWN = "–";

const COLUMNS: readonly Column<PartitionSize>[] = [
  { title: "PARTITION", text: ({ name }) => name, flexible: true },
  { title: "ROWS", text: rowsText, align: "right" },
  { title: "DEAD", text: deadText, align: "right" },
  { title: "TABLE", text: ({ tableBytes }) => formatBytes(tableBytes), align: "right" },
  { title: "INDEXES", text: ({ indexBytes }) => formatBytes(indexBytes), align: "right" },
  { title: "VACUUMED", text: ({ vacuumedAt }) => vacuumedAt?.toISOString().slice(0, 10) ?? UNKNOWN },
];

/** What each partition takes, and all of them together. */
export function viewSizes(partitions: readonly PartitionSize[], page: Page): readonly string[] {
  const bytes = partitions.reduce((sum, partition) => sum + partition.bytes, 0);
  const count = partitions.length === 1 ? "1 partition" : `${partitions.length} partitions`;
  return [
    ...tableLines(COLUMNS, partitions, page),
    "",
    `${count}, ${formatBytes(bytes)}. Rows are estimates.`,
  ];
}

function rowsText({ estimatedRows }: PartitionSize): string {
  return estimatedRows === undefined ? UNKNOWN : `~${estimatedRows.toLocaleString("en")}`;
}

function deadText({ liveRows, deadRows }: PartitionSize): string {
  return deadRows === 0 ? "0 %" : `${Math.ceil((deadRows / (liveRows + deadRows)) * 100)} %`;
}
