import type { Page } from "@steptrace/terminal";

const INDENT = "  ";

/** What a view draws, two columns from the edge. */
export function inset(page: Page, view: (narrower: Page) => readonly string[]): readonly string[] {
  return view({ ...page, width: page.width - INDENT.length }).map((line) =>
    line === "" ? line : INDENT + line,
  );
}
