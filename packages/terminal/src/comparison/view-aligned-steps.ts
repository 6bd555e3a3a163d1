import { type AlignedStep, type ComparedStep, isLonger } from "@steptrace/core";
import type { Page } from "../page/page.js";
import { type Column, tableLines } from "../table.js";
import { formatDuration } from "../text/format-duration.js";
import { stepText } from "../text/step-text.js";
import { moreText } from "../trace/more-text.js";
import type { ViewTraceOptions } from "../trace/view-trace-options.js";
import { type ShownStep, shownSteps } from "./shown-steps.js";
import { MARKS, paintChange } from "./step-change.js";

const BAR_WIDTH = 16;
const INDENT = 2;
const DEEPEST_INDENT = 8;
/** Factors over that say no more than that. */
const LARGEST_FACTOR = 1000;

/**
 * The steps of two traces side by side: a mark for what differs, both durations, by what factor, and a bar of them on one scale:
 * `━` is what both took, `+` what the second took longer, `-` what it took less. What is alike is left out, but for what helps
 * to find one's way. Empty where neither has steps.
 */
export function viewAlignedSteps(
  steps: readonly AlignedStep[],
  page: Page,
  options: ViewTraceOptions = {},
): readonly string[] {
  if (steps.length === 0) return [];
  const all = shownSteps(steps);
  const shown = all.slice(0, options.maxSteps);
  const { colors } = page;
  const longestUs = shown.reduce((most, { step }) => Math.max(most, longestOf(step)), 0);
  const paint = (cell: string, { change }: ShownStep): string => paintChange(change, colors)(cell);
  const columns: readonly Column<ShownStep>[] = [
    { title: "", text: ({ change }) => MARKS[change], paint },
    { title: "STEP", text: ({ step }) => nameText(step), paint, flexible: true },
    { title: "A", text: ({ step }) => durationText(step.a), align: "right" },
    { title: "B", text: ({ step }) => durationText(step.b), align: "right" },
    { title: "", text: ({ step }) => factorText(step), align: "right" },
    { title: "", text: ({ step }) => barText(step, longestUs), paint: (bar) => paintBar(bar, page) },
  ];
  const notes = ({ alikeAfter }: ShownStep): readonly string[] =>
    alikeAfter === 0 ? [] : [colors.dim(`   … ${alikeAfter} alike`)];
  const hidden = all.length - shown.length;
  return [
    ...tableLines(columns, shown, page, notes),
    ...(hidden > 0 ? [colors.dim(moreText(hidden, options))] : []),
  ];
}

function nameText({ a, b, depth }: AlignedStep): string {
  return " ".repeat(INDENT * Math.min(depth, DEEPEST_INDENT)) + stepText((a ?? b)?.name ?? "");
}

function durationText(step: ComparedStep | undefined): string {
  return step === undefined ? "" : formatDuration(step.durationUs);
}

/** How many times as long the second took, where that is worth saying. */
function factorText({ a, b }: AlignedStep): string {
  if (a === undefined || b === undefined || a.durationUs === 0) return "";
  if (!isLonger(a, b) && !isLonger(b, a)) return "";
  const factor = b.durationUs / a.durationUs;
  if (factor > LARGEST_FACTOR) return `>${LARGEST_FACTOR}×`;
  return `${factor.toFixed(factor < 10 ? 1 : 0)}×`;
}

function barText({ a, b }: AlignedStep, longestUs: number): string {
  const cells = (step: ComparedStep | undefined): number =>
    step === undefined || longestUs === 0 ? 0 : Math.round((step.durationUs / longestUs) * BAR_WIDTH);
  const [cellsA, cellsB] = [cells(a), cells(b)];
  const common = "━".repeat(Math.min(cellsA, cellsB));
  return common + "+".repeat(Math.max(0, cellsB - cellsA)) + "-".repeat(Math.max(0, cellsA - cellsB));
}

function paintBar(bar: string, { colors }: Page): string {
  return bar.replace(/\++/, colors.yellow).replace(/-+/, colors.green);
}

function longestOf({ a, b }: AlignedStep): number {
  return Math.max(a?.durationUs ?? 0, b?.durationUs ?? 0);
}
