import type { Page } from "../page/page.js";
import { type Column, tableLines } from "../table.js";
import { cutText } from "../text/fit-text.js";
import { sparkline } from "../text/sparkline.js";
import { visibleText } from "../text/visible-text.js";
import { failuresText, formatCount, formatMs, formatShare } from "./format-figures.js";
import type { ListedBucket, ListedFigures, ListedStats, ListedStep } from "./listed-stats.js";
import { outcomeColumns } from "./outcome-columns.js";

const BAR_WIDTH = 30;

/** The statistics of a skill: its figures, how they went in time, a histogram of how long its traces took, and its steps. */
export function viewStats(skill: ListedStats, steps: readonly ListedStep[], page: Page): readonly string[] {
  return [
    titleLine(skill, page),
    "",
    ...figureLines(skill, page),
    "",
    ...courseLines(skill.columns, page),
    ...histogramLines(skill, page),
    ...stepLines(steps, page),
  ];
}

function titleLine(skill: ListedStats, { colors, width }: Page): string {
  const { skillName, count, timeouts, failures, perHour } = skill;
  const timedOut = timeouts === 0 ? "" : `, ${formatCount(timeouts)} of them timed out`;
  const failed = failures === 0 ? "none failed" : `${failuresText(skill)} failed${timedOut}`;
  const rate = perHour >= 0.1 ? `, ${perHour < 10 ? perHour.toFixed(1) : formatCount(perHour)} an hour` : "";
  const tail = `  ${formatCount(count)} traces${rate}; ${failed}`;
  return colors.bold(cutText(visibleText(skillName), Math.max(20, width - tail.length))) + tail;
}

const FIGURES: readonly (readonly [string, (figures: ListedFigures) => number | undefined])[] = [
  ["P50", ({ p50Ms }) => p50Ms],
  ["P90", ({ p90Ms }) => p90Ms],
  ["P95", ({ p95Ms }) => p95Ms],
  ["P99", ({ p99Ms }) => p99Ms],
  ["MIN", ({ minMs }) => minMs],
  ["MEAN", ({ meanMs }) => meanMs],
  ["MAX", ({ maxMs }) => maxMs],
];

function figureLines(skill: ListedStats, page: Page): readonly string[] {
  const columns = FIGURES.map(
    ([title, of]): Column<ListedStats> => ({ title, text: (row) => formatMs(of(row)), align: "right" }),
  );
  return tableLines(columns, [skill], page);
}

/** One of many, or nothing where there is nothing to compare. */
function courseLines(columns: readonly ListedBucket[], { colors }: Page): readonly string[] {
  if (columns.length < 2) return [];
  const line = (
    title: string,
    values: readonly (number | undefined)[],
    paint: (text: string) => string,
  ): string => `${title.padEnd(8)}  ${paint(sparkline(values))}`.trimEnd();
  const lines = [
    line(
      "traces",
      columns.map((one) => one?.count),
      colors.cyan,
    ),
    ...(columns.some((one) => (one?.failures ?? 0) > 0)
      ? [
          line(
            "failures",
            columns.map((one) => one?.failures),
            colors.red,
          ),
        ]
      : []),
    line(
      "P95",
      columns.map((one) => one?.p95Ms),
      colors.yellow,
    ),
  ];
  return [...lines, ""];
}

function histogramLines({ histogram = [] }: ListedStats, page: Page): readonly string[] {
  if (histogram.length < 2) return [];
  const most = Math.max(...histogram.map(({ count }) => count));
  const columns: readonly Column<(typeof histogram)[number]>[] = [
    { title: "TOOK", text: ({ from, to }) => `${formatMs(from)} – ${formatMs(to)}`, align: "right" },
    { title: "TRACES", text: ({ count }) => formatCount(count), align: "right" },
    {
      title: "",
      text: ({ count }) => "━".repeat(Math.ceil((count / most) * BAR_WIDTH)),
      paint: page.colors.cyan,
    },
  ];
  return [...tableLines(columns, histogram, page), ""];
}

function stepLines(steps: readonly ListedStep[], page: Page): readonly string[] {
  if (steps.length === 0) return [];
  const { colors } = page;
  const columns: readonly Column<ListedStep>[] = [
    { title: "STEP", text: ({ stepName }) => stepName, paint: colors.bold, flexible: true },
    { title: "TIME", text: ({ share }) => formatShare(share), align: "right" },
    { title: "COUNT", text: ({ count }) => formatCount(count), align: "right" },
    ...outcomeColumns(page),
    { title: "MAX", text: ({ maxMs }) => formatMs(maxMs), align: "right" },
  ];
  return tableLines(columns, steps, page);
}
