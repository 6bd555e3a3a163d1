import { elapsedMs } from "@steptrace/core";
import type { Page } from "../page/page.js";
import { paintStatus } from "../page/paint-status.js";
import { type Column, tableLines } from "../table.js";
import { cutText } from "../text/fit-text.js";
import { formatMilliseconds } from "../text/format-duration.js";
import { formatAge } from "../text/format-time.js";
import { visibleText } from "../text/visible-text.js";
import type { ListedTrace } from "./listed-trace.js";
import type { ViewListOptions } from "./view-list-options.js";

/** Under the skill, so that the statuses stay a column of their own. */
export const LIST_INDENT = 9;
/** From this width on, there is room for what others know the executions by. */
const WIDE = 110;
const WIDEST_ID = 36;

/** Traces as a table, newest first as they come; under a failure its message, in one line. */
export function viewList(
  traces: readonly ListedTrace[],
  page: Page,
  { ids = true }: ViewListOptions = {},
): readonly string[] {
  if (traces.length === 0) return ["No traces match."];
  return traceTable(traces, page, ids, (trace) => messageLine(trace, page));
}

/** The table of a list; `notes` stand under the rows. */
export function traceTable<T extends ListedTrace>(
  traces: readonly T[],
  page: Page,
  ids: boolean,
  notes: (trace: T) => readonly string[],
): readonly string[] {
  const { colors } = page;
  const columns: readonly Column<T>[] = [
    {
      title: "STATUS",
      text: ({ status }) => status,
      paint: (cell, { status }) => paintStatus(status, colors)(cell),
    },
    { title: "SKILL", text: ({ skillName }) => skillName, paint: colors.bold, flexible: true },
    { title: "STARTED", text: ({ startedAt }) => formatAge(startedAt, page) },
    { title: "TOOK", text: tookText, align: "right" },
    ...(ids && page.width >= WIDE && traces.some(({ executionId }) => executionId !== undefined)
      ? [{ title: "EXECUTION", text: ({ executionId = "" }: T) => cutText(executionId, WIDEST_ID) }]
      : []),
    ...(ids ? [{ title: "TRACE", text: ({ traceId }: T) => traceId }] : []),
  ];
  return tableLines(columns, traces, page, notes);
}

/** Rows of other writers may know nothing but the sum of their steps. */
function tookText(trace: ListedTrace): string {
  const tookMs = elapsedMs(trace) ?? trace.totalDurationMs;
  return tookMs === undefined ? "" : formatMilliseconds(tookMs);
}

/** Why a trace failed, under its skill. */
export function messageLine({ errorMessage = "" }: ListedTrace, { width, colors }: Page): readonly string[] {
  const message = errorMessage.trim();
  if (message === "") return [];
  return [" ".repeat(LIST_INDENT) + colors.dim(cutText(visibleText(message), width - LIST_INDENT))];
}
