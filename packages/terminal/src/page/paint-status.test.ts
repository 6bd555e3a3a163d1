import type { TraceStatus } from "@steptrace/core";
import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { paintStatus } from "./paint-status.js";

it("is green for what went well, red for what did not, yellow for what has not ended", () => {
  const { colors } = testPage({ colored: true });
  const paint = (status: TraceStatus): string => paintStatus(status, colors)("x");
  expect(paint("success")).toBe(colors.green("x"));
  expect(paint("failed")).toBe(colors.red("x"));
  expect(paint("timeout")).toBe(colors.red("x"));
  expect(paint("running")).toBe(colors.yellow("x"));
});
