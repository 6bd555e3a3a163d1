import type { Diagnosis, Examination, Finding, Note } from "@steptrace/operations";
import { type Colors, type Page, type Paint, wrapText } from "@steptrace/terminal";
import { visibleText } from "@steptrace/terminal/text";
import { viewSizes } from "./view-sizes.js";

const MARKS: Readonly<Record<Examination["state"], { readonly mark: string; readonly color: keyof Colors }>> =
  {
    well: { mark: "✓", color: "green" },
    warning: { mark: "!", color: "yellow" },
    error: { mark: "✗", color: "red" },
    unknown: { mark: "?", color: "dim" },
  };
const INDENT = "  ";

/** What was looked at, what is wrong, what mends it, what else there is to know, and how large the months are. */
export function viewDiagnosis(diagnosis: Diagnosis, page: Page): readonly string[] {
  const { examinations, findings, notes, partitions } = diagnosis;
  return [
    ...viewExaminations(examinations, page),
    ...findings.flatMap((finding) => ["", ...viewFinding(finding, page)]),
    ...(notes.length === 0 ? [] : ["", ...notes.flatMap((note) => viewNote(note, page))]),
    ...(partitions.length === 0 ? [] : ["", ...viewSizes(partitions, page)]),
    "",
    summaryOf(findings, page),
  ];
}

function viewExaminations(examinations: readonly Examination[], page: Page): readonly string[] {
  const width = Math.max(...examinations.map(({ name }) => name.length));
  return examinations.flatMap(({ name, state, summary }) =>
    hanging(
      `${paintMark(state, page)} ${name.padEnd(width)}${INDENT}`,
      width + 4,
      visibleText(summary),
      page,
    ),
  );
}

/** The fix stands on a line of its own, unbroken: it is there to be copied. */
function viewFinding({ code, severity, what, fix }: Finding, page: Page): readonly string[] {
  return [
    ...hanging(`${paintMark(severity, page)} `, INDENT.length, page.colors.bold(visibleText(what)), page),
    `${INDENT}${page.colors.cyan(visibleText(fix))}`,
    `${INDENT}${page.colors.dim(code)}`,
  ];
}

function viewNote({ about, text }: Note, page: Page): readonly string[] {
  return hanging(page.colors.dim("· "), INDENT.length, visibleText(`${about}: ${text}`), page);
}

/** A text whose further lines stand under its first one. */
function hanging(label: string, labelWidth: number, text: string, page: Page): readonly string[] {
  return wrapText(text, page.width - labelWidth).map(
    (line, index) => `${index === 0 ? label : " ".repeat(labelWidth)}${line}`,
  );
}

function paintMark(state: Examination["state"], { colors }: Page): string {
  const { mark, color } = MARKS[state];
  const paint: Paint = colors[color];
  return paint(mark);
}

function summaryOf(findings: readonly Finding[], { colors }: Page): string {
  if (findings.length === 0) return colors.green("Nothing is wrong.");
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const counts = [count(errors, "error"), count(findings.length - errors, "warning")];
  const paint = errors > 0 ? colors.red : colors.yellow;
  return paint(`${counts.filter((text) => text !== "").join(", ")}.`);
}

function count(number: number, noun: string): string {
  if (number === 0) return "";
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
