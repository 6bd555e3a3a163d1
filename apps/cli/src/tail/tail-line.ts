import { cutText, type Page, paintStatus, widthOf } from "@steptrace/terminal";
import { formatMilliseconds, visibleText } from "@steptrace/terminal/text";
import type { Ended } from "./tail.js";

const STATUS_WIDTH = 8;
const DURATION_WIDTH = 9;

/** A trace that has ended, on one line; whatever is in it cannot drive the terminal. */
export function tailLine(event: Ended, page: Page): string {
  const { at, status, skillName, totalDurationMs, traceId, errorMessage } = event;
  const time = at.toLocaleTimeString("sv-SE");
  const took = formatMilliseconds(totalDurationMs).padStart(DURATION_WIDTH);
  const paint = paintStatus(status, page.colors);
  const head = `${time}  ${paint(status.padEnd(STATUS_WIDTH))} ${took}  ${visibleText(skillName)}`;
  const tailed = `${head}  ${page.colors.dim(visibleText(traceId))}`;
  if (errorMessage === undefined) return tailed;
  const room = Math.max(20, page.width - widthOf(`${time}    `));
  return `${tailed}\n${" ".repeat(10)}${cutText(visibleText(errorMessage), room)}`;
}
