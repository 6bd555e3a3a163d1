import type { TraceSummary } from "@steptrace/query";
import type { Page } from "../terminal/page.js";
import { paintStatus } from "../terminal/paint-status.js";
import { type Column, tableLines } from "../terminal/table.js";
import { cutText } from "../text/fit-text.js";
import { formatMilliseconds } from "../text/format-duration.js";
import { formatAge } from "../text/format-time.js";
import { visibleText } from "../text/visible-text.js";

const STATUS = 0;
const SKILL = 1;
/** What the other columns take: status, age, duration and a UUID, with the gaps between them. */
const OTHER_COLUMNS = 68;
const LEAST_SKILL = 8;
/** Under the skill, so that the statuses stay a column of their own. */
const INDENT = " ".repeat(9);

/** Traces as a table, newest first as they come; under a failure its message, in one line. */
export function viewList(traces: readonly TraceSummary[], page: Page): string {
  if (traces.length === 0) return "No traces match.";
  const columns: readonly Column[] = [
    { title: "STATUS" },
    { title: "SKILL", maxWidth: Math.max(LEAST_SKILL, page.width - OTHER_COLUMNS) },
    { title: "STARTED" },
    { title: "TOOK", align: "right" },
    { title: "TRACE" },
  ];
  const [titles = "", ...rows] = tableLines(
    columns,
    traces.map((trace) => cellsOf(trace, page)),
    (cell, column, row) => paint(cell, column, row === undefined ? undefined : traces[row], page),
  );
  const lines = rows.flatMap((line, row) => [line, ...messageLine(traces[row]?.errorMessage, page)]);
  return [titles, ...lines].join("\n");
}

function cellsOf(trace: TraceSummary, page: Page): readonly string[] {
  const { status, skillName, startedAt, totalDurationMs, traceId } = trace;
  const duration = totalDurationMs === undefined ? "" : formatMilliseconds(totalDurationMs);
  return [status, visibleText(skillName), formatAge(startedAt, page), duration, visibleText(traceId)];
}

function paint(cell: string, column: number, trace: TraceSummary | undefined, { colors }: Page): string {
  if (trace === undefined) return colors.dim(cell);
  if (column === STATUS) return paintStatus(trace.status, colors)(cell);
  return column === SKILL ? colors.bold(cell) : cell;
}

function messageLine(message: string | undefined, { width, colors }: Page): readonly string[] {
  if (message === undefined || message.trim() === "") return [];
  return [INDENT + colors.dim(cutText(visibleText(message.trim()), width - INDENT.length))];
}
