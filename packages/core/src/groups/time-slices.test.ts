import * as fc from "fast-check";
import { expect, it } from "vitest";
import { sliceAt, sliceStarts } from "./time-slices.js";

it("parts a day into hours, its last millisecond included", () => {
  const starts = sliceStarts(
    { startDate: new Date("2025-11-16"), endDate: new Date("2025-11-16T23:59:59.999Z") },
    24,
  );
  expect(starts[0]).toEqual(new Date("2025-11-16"));
  expect(starts[23]).toEqual(new Date("2025-11-16T23:00:00Z"));
  expect(sliceAt(starts, new Date("2025-11-16T00:59:59.999Z"))).toBe(0);
  expect(sliceAt(starts, new Date("2025-11-16T01:00:00Z"))).toBe(1);
  expect(sliceAt(starts, new Date("2025-11-16T23:59:59.999Z"))).toBe(23);
});

it("makes slices of the same length, to the millisecond, that have every moment in one", () => {
  const date = fc.date({ noInvalidDate: true, min: new Date("0001-01-01"), max: new Date("9999-12-31") });
  fc.assert(
    fc.property(date, date, fc.integer({ min: 1, max: 40 }), (one, other, slices) => {
      const [startDate, endDate] = one <= other ? [one, other] : [other, one];
      const starts = sliceStarts({ startDate, endDate }, slices);
      const ends = [...starts.slice(1).map(Number), endDate.getTime() + 1];
      const lengths = starts.map((start, index) => (ends[index] as number) - start.getTime());
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      expect(starts[0]).toEqual(startDate);
      expect(sliceAt(starts, endDate)).toBe(
        slices - 1 - lengths.toReversed().findIndex((length) => length > 0),
      );
    }),
  );
});
