import { describe, expect, it } from "vitest";
import { formatCounts } from "./format-counts.js";

describe("formatCounts", () => {
  it("names passed and failed tests", () => {
    expect(formatCounts({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  });

  it("names skipped tests only when there are some", () => {
    expect(formatCounts({ passed: 1, failed: 2, skipped: 3 })).toBe("1 passed, 2 failed, 3 skipped");
  });
});
