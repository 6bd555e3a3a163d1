import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDate, formatTimestamp, withoutZone, withZone } from "./timestamp.js";

describe("formatTimestamp", () => {
  it.each([
    [0, "1970-01-01T00:00:00.000000Z"],
    [1, "1970-01-01T00:00:00.000001Z"],
    [-1, "1969-12-31T23:59:59.999999Z"],
    [Date.UTC(2025, 10, 16, 12) * 1000 + 123_456, "2025-11-16T12:00:00.123456Z"],
    [Date.UTC(2025, 11, 31, 23, 59, 59, 999) * 1000 + 999, "2025-12-31T23:59:59.999999Z"],
    [Date.UTC(2024, 1, 29) * 1000, "2024-02-29T00:00:00.000000Z"],
  ])("says %i as %s", (epochUs, text) => {
    expect(formatTimestamp(epochUs)).toBe(text);
  });

  it("loses no microsecond, and orders as the times do", () => {
    const time = fc.integer({ min: 0, max: Date.UTC(2200, 0) * 1000 });
    fc.assert(
      fc.property(time, time, (a, b) => {
        const text = formatTimestamp(a);
        expect(Date.parse(`${text.slice(0, 23)}Z`) * 1000 + Number(text.slice(23, 26))).toBe(a);
        expect(text < formatTimestamp(b)).toBe(a < b);
      }),
    );
  });
});

describe("formatDate", () => {
  it("loses no millisecond of any year", () => {
    expect(formatDate(new Date("9999-12-31T23:59:59.999Z"))).toBe("9999-12-31T23:59:59.999000Z");
    expect(formatDate(new Date("4276-09-12T08:47:31.033Z"))).toBe("4276-09-12T08:47:31.033000Z");
  });

  it("has the microseconds that a Date has not", () => {
    expect(formatDate(new Date("2025-11-16T12:00:00.123Z"))).toBe("2025-11-16T12:00:00.123000Z");
  });
});

describe("withZone", () => {
  it.each([
    ["2025-11-16T12:00:00.123456", "2025-11-16T12:00:00.123456Z"],
    ["2025-11-16 12:00:00", "2025-11-16 12:00:00Z"],
    ["2025-11-16T12:00:00Z", "2025-11-16T12:00:00Z"],
    ["2025-11-16T12:00:00z", "2025-11-16T12:00:00z"],
    ["2025-11-16T12:00:00+01:00", "2025-11-16T12:00:00+01:00"],
    ["2025-11-16T12:00:00-0500", "2025-11-16T12:00:00-0500"],
    ["2025-11-16 12:00:00+00", "2025-11-16 12:00:00+00"],
  ])("reads %s as %s", (stored, read) => {
    expect(withZone(stored)).toBe(read);
  });

  it("gives back what withoutZone took", () => {
    const text = formatTimestamp(1_763_294_400_123_456);
    expect(withoutZone(text)).toBe("2025-11-16T12:00:00.123456");
    expect(withZone(withoutZone(text))).toBe(text);
  });
});
