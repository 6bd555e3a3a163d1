import type { Page } from "@steptrace/terminal";

/** All that the demo has just done, and not the week about it. */
const TIME = "?range=15m";

/** Where the page is, and how it ends. */
export function showAddress(url: string, { colors }: Page): readonly string[] {
  return [
    "",
    `${colors.bold("See it:")} ${colors.cyan(url + TIME)}`,
    "A few more executions go on running meanwhile. Ctrl-C ends it.",
  ];
}
