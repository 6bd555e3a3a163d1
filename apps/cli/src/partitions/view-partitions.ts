import type { PartitionInfo } from "@steptrace/postgres-store";
import type { Page } from "../terminal/page.js";
import { tableLines } from "../terminal/table.js";
import { formatBytes } from "../text/format-bytes.js";
import { visibleText } from "../text/visible-text.js";

const LONGEST_NAME = 40;

/** Partitions as a table, and what they come to. */
export function viewPartitions(partitions: readonly PartitionInfo[], { colors }: Page): string {
  if (partitions.length === 0) return "The table has no partitions. Run steptrace migrate to make them.";
  const [titles = "", ...rows] = tableLines(
    [
      { title: "PARTITION", maxWidth: LONGEST_NAME },
      { title: "FROM" },
      { title: "TO" },
      { title: "ROWS", align: "right" },
      { title: "SIZE", align: "right" },
    ],
    partitions.map(({ name, from, to, estimatedRows, bytes }) => [
      visibleText(name),
      day(from) ?? "(default)",
      day(to) ?? "",
      estimatedRows === undefined ? "?" : `~${estimatedRows.toLocaleString("en")}`,
      formatBytes(bytes),
    ]),
    (cell, _column, row) => (row === undefined ? colors.dim(cell) : cell),
  );
  return [titles, ...rows, "", summary(partitions)].join("\n");
}

/** `2025-11-01` of `2025-11-01 00:00:00`. */
function day(moment: string | undefined): string | undefined {
  return moment?.slice(0, "2025-11-01".length);
}

function summary(partitions: readonly PartitionInfo[]): string {
  const bytes = partitions.reduce((sum, partition) => sum + partition.bytes, 0);
  const unknown = partitions.some(({ estimatedRows }) => estimatedRows === undefined);
  const hint = unknown ? "; ? where the database has not counted yet" : "";
  return `${partitions.length} partitions, ${formatBytes(bytes)}. Rows are estimates${hint}.`;
}
