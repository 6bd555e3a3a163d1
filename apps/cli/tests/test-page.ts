import { createPage, type Page } from "@steptrace/terminal";

/** A page for tests: 80 columns, no colours, at noon of 16 November 2025, in UTC. */
export function testPage(): Page {
  return { ...createPage({}, {}, new Date("2025-11-16T12:00:00Z")), timeZone: "UTC" };
}
