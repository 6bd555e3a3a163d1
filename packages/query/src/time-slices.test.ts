import { expect, it } from "vitest";
import { slicesOf } from "./time-slices.js";

/** The current month and the one before it; half a year; the rest. */
const PARTS = [1, 7];
const now = new Date("2026-03-10T12:00:00Z");
const day = (text: string) => new Date(`${text}T00:00:00.000Z`);
const last = (text: string) => new Date(`${text}T23:59:59.999Z`);

it("goes back by months, without a gap", () => {
  expect([...slicesOf({}, now, PARTS)]).toEqual([
    { startDate: day("2026-02-01"), endDate: undefined },
    { startDate: day("2025-08-01"), endDate: last("2026-01-31") },
    { startDate: undefined, endDate: last("2025-07-31") },
  ]);
});

it("begins and ends with the range that is asked for", () => {
  const [startDate, endDate] = [day("2025-10-20"), day("2025-12-24")];
  expect([...slicesOf({ startDate, endDate }, now, PARTS)]).toEqual([
    { startDate: day("2025-11-01"), endDate },
    { startDate, endDate: last("2025-10-31") },
  ]);
  expect([...slicesOf({ startDate: day("2030-01-01") }, now, PARTS)]).toEqual([
    { startDate: day("2030-01-01"), endDate: undefined },
  ]);
});
