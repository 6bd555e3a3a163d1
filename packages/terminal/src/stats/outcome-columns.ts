import type { Page } from "../page/page.js";
import type { Column } from "../table.js";
import { failuresText, formatMs } from "./format-figures.js";
import type { ListedFigures } from "./listed-stats.js";

/** How many failed, and how long the half and nearly all of them took, in a table of statistics. */
export function outcomeColumns({ colors }: Page): readonly Column<ListedFigures>[] {
  return [
    {
      title: "FAILED",
      text: failuresText,
      align: "right",
      paint: (cell, { failures }) => (failures === 0 ? cell : colors.red(cell)),
    },
    { title: "P50", text: ({ p50Ms }) => formatMs(p50Ms), align: "right" },
    { title: "P95", text: ({ p95Ms }) => formatMs(p95Ms), align: "right" },
  ];
}
