import {
  axisLength,
  barCells,
  type NestedStep,
  nestSteps,
  type Step,
  type Trace,
  timeSteps,
} from "@steptrace/core";
import type { Page, Paint } from "../page/page.js";
import { fitText, widthOf } from "../text/fit-text.js";
import { formatDuration } from "../text/format-duration.js";
import { stepText } from "../text/step-text.js";
import { visibleLines } from "../text/visible-text.js";
import { wrapLines } from "../text/wrap-text.js";
import { moreText } from "./more-text.js";
import type { ViewTraceOptions } from "./view-trace-options.js";

const MARGIN = 2;
const MARK = 2;
const GAP = 2;
const DURATION = 9;
const INDENT = 2;
const MESSAGE_LINES = 6;
/** The largest part of the width that names may take, and of that, the largest part that nesting may. */
const NAME_SHARE = 0.4;
const NESTING_SHARE = 0.5;

interface Layout {
  readonly page: Page;
  readonly nameWidth: number;
  readonly barWidth: number;
  readonly axisUs: number;
  /** By step id, the messages of the steps that ran in it. */
  readonly innerMessages: ReadonlyMap<number, ReadonlySet<string>>;
}

/**
 * The steps of a trace as bars on its time axis, two columns from the edge; under a step that failed, its message. Empty
 * without steps.
 */
export function viewWaterfall(trace: Trace, page: Page, options: ViewTraceOptions = {}): readonly string[] {
  if (trace.steps.length === 0) return [];
  const timed = timeSteps(trace);
  const nested = nestSteps(timed);
  const shown = nested.slice(0, options.maxSteps);
  const names = shown.reduce((widest, step) => Math.max(widest, indentOf(step) + widthOf(nameOf(step))), 0);
  const nameWidth = Math.min(names, Math.floor(page.width * NAME_SHARE));
  const layout: Layout = {
    page,
    nameWidth,
    barWidth: page.width - MARGIN - MARK - nameWidth - DURATION - 2 * GAP,
    axisUs: axisLength(trace, timed),
    innerMessages: innerMessages(trace),
  };
  const hidden = nested.length - shown.length;
  return [
    axisLine(layout),
    ...shown.flatMap((step) => [stepLine(step, layout), ...noteLines(step, layout)]),
    ...(hidden > 0 ? [fitText("", MARGIN) + page.colors.dim(moreText(hidden, options))] : []),
  ];
}

function axisLine({ page, nameWidth, barWidth, axisUs }: Layout): string {
  const end = fitText(formatDuration(axisUs), barWidth - 1, "right");
  const lead = fitText("", MARGIN + MARK + nameWidth + GAP + DURATION + GAP);
  return page.colors.dim(`${lead}0${end}`);
}

function stepLine(nested: NestedStep, { page, nameWidth, barWidth, axisUs }: Layout): string {
  const { timed } = nested;
  const { mark, paint } = lookOf(timed.step, page);
  const indent = Math.min(indentOf(nested), Math.floor(nameWidth * NESTING_SHARE));
  const name = " ".repeat(indent) + fitText(nameOf(nested), nameWidth - indent);
  const { from, to } = barCells(timed, axisUs, barWidth);
  const bar = " ".repeat(from) + paint("━".repeat(to - from));
  return `${" ".repeat(MARGIN)}${paint(mark)} ${name}  ${fitText(formatDuration(timed.durationUs), DURATION, "right")}  ${bar}`;
}

/** What there is to say about a step beside its time. A message that only passed through is told where it came from. */
function noteLines(nested: NestedStep, { page, nameWidth, innerMessages }: Layout): readonly string[] {
  const { id, errorMessage = "", interrupted, truncated } = nested.timed.step;
  const isOwn = errorMessage.trim() !== "" && !innerMessages.get(id ?? -1)?.has(errorMessage);
  const notes = [
    ...(isOwn ? visibleLines(errorMessage.trim()) : []),
    ...(interrupted === true ? ["interrupted: it had not ended when the trace did"] : []),
    ...(truncated === true ? ["truncated: a limit cut its name, message or attributes"] : []),
  ];
  if (notes.length === 0) return [];
  const indent = MARGIN + MARK + Math.min(indentOf(nested), Math.floor(nameWidth * NESTING_SHARE));
  const { paint } = lookOf(nested.timed.step, page);
  return wrapLines(notes, page.width - indent, MESSAGE_LINES).map((line) => " ".repeat(indent) + paint(line));
}

function innerMessages({ steps }: Trace): ReadonlyMap<number, ReadonlySet<string>> {
  const messages = new Map<number, Set<string>>();
  for (const { id, parentId, errorMessage } of steps) {
    if (parentId === undefined || parentId === id || errorMessage === undefined) continue;
    messages.set(parentId, (messages.get(parentId) ?? new Set()).add(errorMessage));
  }
  return messages;
}

function lookOf(
  { status, interrupted, running }: Step,
  { colors }: Page,
): { readonly mark: string; readonly paint: Paint } {
  if (running === true) return { mark: "▸", paint: colors.cyan };
  if (interrupted === true) return { mark: "!", paint: colors.yellow };
  return status === "failed" ? { mark: "✗", paint: colors.red } : { mark: "✓", paint: colors.green };
}

function nameOf({ timed }: NestedStep): string {
  return stepText(timed.step.name);
}

function indentOf({ depth }: NestedStep): number {
  return depth * INDENT;
}
