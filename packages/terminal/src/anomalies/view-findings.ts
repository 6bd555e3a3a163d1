import type { Finding } from "@steptrace/core";
import type { Page } from "../page/page.js";
import { wrapText } from "../text/wrap-text.js";
import { findingText } from "./finding-text.js";

/** Findings as lines, `indent` columns from the edge: what it is, and under it by what evidence. */
export function viewFindings(findings: readonly Finding[], page: Page, indent: number): readonly string[] {
  const { colors, width } = page;
  const lines = (text: string, columns: number): readonly string[] =>
    wrapText(text, width - columns).map((line) => " ".repeat(columns) + line);
  return findings.map(findingText).flatMap(({ what, evidence }) => {
    return [...lines(colors.yellow(what), indent), ...lines(colors.dim(evidence), indent + 2)];
  });
}
