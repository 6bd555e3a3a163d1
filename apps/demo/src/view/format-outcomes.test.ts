import { createPage } from "@steptrace/terminal";
import { expect, it } from "vitest";
import { formatOutcomes } from "./format-outcomes.js";

const { colors: plain } = createPage({}, {}, new Date(0));

it("names what happened, and nothing else", () => {
  expect(formatOutcomes({ success: 44, failed: 12, timeout: 4 }, plain)).toBe(
    "44 succeeded, 12 failed, 4 timed out",
  );
  expect(formatOutcomes({ success: 0, failed: 1, timeout: 0 }, plain)).toBe("1 failed");
});
