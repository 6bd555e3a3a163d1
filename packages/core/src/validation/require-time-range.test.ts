import { describe, expect, it } from "vitest";
import { requireDate, requireTimeRange } from "./require-time-range.js";

const start = new Date("2025-11-01T00:00:00Z");
const end = new Date("2025-11-16T12:00:00Z");

describe("requireDate", () => {
  it.each([new Date(Number.NaN), "2025-11-16", 0, null, undefined])("refuses %s", (value) => {
    expect(() => requireDate("startDate", value)).toThrow(
      /^Invalid startDate: expected a valid Date; received/,
    );
  });
});

describe("requireTimeRange", () => {
  it("takes a range, and one of a single moment", () => {
    expect(requireTimeRange(start, end)).toEqual({ startDate: start, endDate: end });
    expect(requireTimeRange(start, start)).toEqual({ startDate: start, endDate: start });
  });

  it("refuses a start after the end, and names both", () => {
    expect(() => requireTimeRange(end, start)).toThrow(
      "Invalid startDate: expected a Date that is not after the endDate 2025-11-01T00:00:00.000Z; received 2025-11-16T12:00:00.000Z.",
    );
  });
});
