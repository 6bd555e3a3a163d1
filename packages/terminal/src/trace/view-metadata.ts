import type { Page } from "../page/page.js";
import { cutText, fitText } from "../text/fit-text.js";
import { visibleText } from "../text/visible-text.js";
import { moreText } from "./more-text.js";
import type { ViewTraceOptions } from "./view-trace-options.js";

const MOST = 20;
const MARGIN = 2;
/** Longer values are cut before they are made visible: they may be a quarter of a megabyte. */
const LONGEST_VALUE = 500;

/** Metadata as `key: value` lines, labelled; values that are no text as JSON. */
export function viewMetadata(
  metadata: Readonly<Record<string, unknown>>,
  labelWidth: number,
  { colors, width }: Page,
  options: ViewTraceOptions,
): readonly string[] {
  const entries = Object.entries(metadata);
  const shown = entries.slice(0, MOST).map(([key, value]) => `${short(key)}: ${short(textOf(value))}`);
  const rest = entries.length > MOST ? [moreText(entries.length - MOST, options)] : [];
  return [...shown, ...rest].map(
    (line, index) =>
      colors.dim(fitText(index === 0 ? "metadata" : "", labelWidth)) +
      cutText(line, width - labelWidth - MARGIN),
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function short(text: string): string {
  return visibleText(text.slice(0, LONGEST_VALUE));
}
