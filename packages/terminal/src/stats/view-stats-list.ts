import type { Page } from "../page/page.js";
import { type Column, tableLines } from "../table.js";
import { sparkline } from "../text/sparkline.js";
import { formatCount, formatMs } from "./format-figures.js";
import type { ListedStats } from "./listed-stats.js";
import { outcomeColumns } from "./outcome-columns.js";

/** From this width on, there is room for how many there were in the course of time. */
const WIDE = 100;

/** The statistics of skills as a table, in the order in which they come. */
export function viewStatsList(skills: readonly ListedStats[], page: Page): readonly string[] {
  const { colors } = page;
  const columns: readonly Column<ListedStats>[] = [
    { title: "SKILL", text: ({ skillName }) => skillName, paint: colors.bold, flexible: true },
    { title: "TRACES", text: ({ count }) => formatCount(count), align: "right" },
    ...outcomeColumns(page),
    { title: "P99", text: ({ p99Ms }) => formatMs(p99Ms), align: "right" },
    ...(page.width >= WIDE
      ? [
          {
            title: "IN TIME",
            text: (skill: ListedStats) => sparkline(skill.columns.map((one) => one?.count)),
            paint: colors.cyan,
          },
        ]
      : []),
  ];
  return tableLines(columns, skills, page);
}
