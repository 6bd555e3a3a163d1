import { expect, it } from "vitest";
import { formatAge, formatTime } from "./format-time.js";

const now = new Date("2025-11-16T12:00:00Z");
const view = { now, timeZone: "Europe/Berlin" };

it("says a moment in local time", () => {
  expect(formatTime(now, view)).toBe("2025-11-16 13:00:00");
  expect(formatTime(new Date(Number.NaN), view)).toBe("unknown");
});

it.each([
  ["2025-11-16T12:00:30Z", "now"],
  ["2025-11-16T11:59:52Z", "8 s ago"],
  ["2025-11-16T11:57:00Z", "3 min ago"],
  ["2025-11-16T00:30:00Z", "11 h ago"],
  ["2025-11-14T11:00:00Z", "2 d ago"],
  ["2025-11-08T23:30:00Z", "2025-11-09"],
  ["2025-12-01T00:00:00Z", "2025-12-01"],
])("says %s as %s", (moment, said) => {
  expect(formatAge(new Date(moment), view)).toBe(said);
});
