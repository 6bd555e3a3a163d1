import type { Step, Trace } from "@steptrace/core";
import cliTruncate from "cli-truncate";
import stringWidth from "string-width";
import { formatDuration } from "./format-duration.js";
import { oneLine } from "./one-line.js";
import { type PlacedStep, stepTree } from "./step-tree.js";
import { type Cell, table } from "./table.js";
import type { Terminal } from "./terminal.js";

const MOST_NAME_WIDTH = 40;
const MOST_BAR_WIDTH = 40;
const LEAST_BAR_WIDTH = 10;
/** Of the indent, the durations and the gaps. */
const OTHER_WIDTH = 16;
const MOST_STEPS = 18;
const US_PER_MS = 1000;

/** A trace in time: a line for each step, its bar where it ran. */
export function waterfall({ steps }: Trace, terminal: Terminal): readonly string[] {
  const placed = stepTree(steps);
  const totalUs = Math.max(1, ...steps.map((step) => startUs(step) + lengthUs(step)));
  const shown = placed.slice(0, MOST_STEPS);
  const barWidth = barWidthBeside(shown.map(nameOf), terminal.width);
  const rows = shown.map((step) => row(step, totalUs, barWidth));
  const hidden = placed.length - shown.length;
  const more: readonly Cell[] = [{ text: `… and ${hidden} more`, style: "dim" }];
  return table(hidden > 0 ? [...rows, more] : rows, terminal);
}

function row(placed: PlacedStep, totalUs: number, barWidth: number): readonly Cell[] {
  const { step } = placed;
  const bar = drawBar(startUs(step) / totalUs, lengthUs(step) / totalUs, barWidth);
  return [
    { text: nameOf(placed) },
    { text: bar, style: step.status === "failed" ? "red" : "green" },
    { text: formatDuration(lengthUs(step) / US_PER_MS), align: "right" },
    { text: note(step), style: "dim" },
  ];
}

function note({ status, interrupted, errorMessage }: Step): string {
  if (interrupted) return "interrupted";
  return status === "failed" ? oneLine(errorMessage ?? "failed") : "";
}

function nameOf({ step, depth }: PlacedStep): string {
  return cliTruncate("  ".repeat(depth) + oneLine(step.name), MOST_NAME_WIDTH);
}

function barWidthBeside(names: readonly string[], width: number): number {
  const nameWidth = Math.max(0, ...names.map((name) => stringWidth(name)));
  return Math.max(LEAST_BAR_WIDTH, Math.min(MOST_BAR_WIDTH, width - nameWidth - OTHER_WIDTH));
}

/** @param start from 0 to 1, as is `length` */
function drawBar(start: number, length: number, width: number): string {
  const first = Math.min(width - 1, Math.floor(start * width));
  const columns = Math.max(1, Math.min(width - first, Math.round(length * width)));
  return (" ".repeat(first) + "━".repeat(columns)).padEnd(width);
}

function startUs({ offsetUs = 0 }: Step): number {
  return offsetUs;
}

function lengthUs({ durationUs, durationMs }: Step): number {
  return durationUs ?? durationMs * US_PER_MS;
}
