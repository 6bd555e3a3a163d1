import { createPage, type Page } from "../src/index.js";

/** A page for tests: 80 columns, no colours, at noon of 16 November 2025, in UTC. */
export function testPage(changes: Partial<Page> & { readonly colored?: boolean } = {}): Page {
  const { colored = false, ...rest } = changes;
  return {
    ...createPage({ isTTY: colored }, {}, new Date("2025-11-16T12:00:00Z")),
    timeZone: "UTC",
    ...rest,
  };
}
