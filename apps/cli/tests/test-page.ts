import pc from "picocolors";
import type { Page } from "../src/terminal/page.js";

/** A page for tests: 80 columns, no colours, at noon of 16 November 2025, in UTC. */
export function testPage(changes: Partial<Page> & { readonly colored?: boolean } = {}): Page {
  const { colored = false, ...rest } = changes;
  return {
    width: 80,
    colors: pc.createColors(colored),
    now: new Date("2025-11-16T12:00:00Z"),
    timeZone: "UTC",
    ...rest,
  };
}
