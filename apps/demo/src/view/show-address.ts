import type { Page } from "@steptrace/terminal";

/** Where the page is, and how it ends. */
export function showAddress(url: string, { colors }: Page): readonly string[] {
  return [
    "",
    `${colors.bold("See it:")} ${colors.cyan(url)}`,
    "A few more executions go on running meanwhile. Ctrl-C ends it.",
  ];
}
