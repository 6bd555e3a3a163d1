import { cutText, type Page, paintStatus, widthOf } from "@steptrace/terminal";
import { visibleText } from "@steptrace/terminal/text";
import type { Ended } from "./tail.js";

const STATUS_WIDTH = 8;
const DURATION_WIDTH = 9;
const MS_PER_SECOND = 1000;

/** A trace that has ended, on one line; whatever is in it cannot drive the terminal. */
export function tailLine(event: Ended, page: Page): string {
  const { at, status, skillName, totalDurationMs, traceId, errorMessage } = event;
  const time = at.toLocaleTimeString("sv-SE");
  const took = durationText(totalDurationMs).padStart(DURATION_WIDTH);
  const paint = paintStatus(status, page.colors);
  const head = `${time}  ${paint(status.padEnd(STATUS_WIDTH))} ${took}  ${visibleText(skillName)}`;
  const tailed = `${head}  ${page.colors.dim(visibleText(traceId))}`;
  if (errorMessage === undefined) return tailed;
  const room = Math.max(20, page.width - widthOf(`${time}    `));
  return `${tailed}\n${" ".repeat(10)}${cutText(visibleText(errorMessage), room)}`;
}

function durationText(ms: number): string {
  return ms < MS_PER_SECOND ? `${ms} ms` : `${(ms / MS_PER_SECOND).toFixed(2)} s`;
}
