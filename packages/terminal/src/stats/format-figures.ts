import { formatDuration } from "../text/format-duration.js";
import type { ListedFigures } from "./listed-stats.js";

/** A share of 1 in percent, with as many digits as say something: `0 %`, `0.4 %`, `12 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent === 0) return "0 %";
  if (percent < 0.1) return "<0.1 %";
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** A number with thousands apart: `12,345`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en");
}

/** Milliseconds, which may have a fraction; 0 is what was rounded to it. */
export function formatMs(ms: number | undefined): string {
  if (ms === undefined) return "–";
  return ms === 0 ? "<1 ms" : formatDuration(ms * 1000);
}

/** How many failed, and what share. */
export function failuresText({ failures, failureRate }: ListedFigures): string {
  return failures === 0 ? "0" : `${formatCount(failures)} (${formatShare(failureRate)})`;
}
