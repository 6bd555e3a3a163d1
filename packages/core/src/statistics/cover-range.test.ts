import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverRange, type MomentRange } from "./cover-range.js";
import { PERIODS, type Period, periodStart } from "./period.js";

const moment = fc.oneof(
  fc
    .date({ min: new Date("2023-12-01"), max: new Date("2025-03-01"), noInvalidDate: true })
    .map((date) => date.getTime()),
  // Ends that are those of hours, days and months.
  fc.integer({ min: 0, max: 480 }).map((index) => Date.UTC(2024, 0, 1) + index * 86_400_000),
  fc.integer({ min: 0, max: 12 }).map((month) => Date.UTC(2024, month)),
  fc.integer({ min: 0, max: 9000 }).map((hour) => Date.UTC(2024, 0, 1) + hour * 3_600_000),
);
const period = fc.constantFrom<Period>(...PERIODS);
const range = fc
  .tuple(moment, moment)
  .map(([a, b]): MomentRange => ({ from: Math.min(a, b), to: Math.max(a, b) }));

const covers = ({ from, to }: MomentRange, ms: number): boolean => from <= ms && ms < to;

describe("coverRange", () => {
  it("counts a trace once, whatever periods hold it, if it lies in the range, and else not at all", () => {
    fc.assert(
      fc.property(range, period, moment, fc.constantFrom(1, 2, 3), (asked, longest, at, held) => {
        const { periods, edges, parts } = coverRange(asked, longest);
        // It stands in its hour, and maybe its day, and maybe its month; what a longer one holds is marked.
        const rows = PERIODS.slice(0, held).map((length, index) => ({
          period: length,
          start: periodStart(length, at),
          isHeld: index < held - 1,
        }));
        const taken = rows.filter((row) =>
          periods.some(
            (one) => one.period === row.period && one.isHeld === row.isHeld && covers(one, row.start),
          ),
        );
        const beside = [...edges, ...parts].filter((one) => covers(one, at)).length;
        expect(taken.length + beside).toBe(covers(asked, at) ? 1 : 0);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes no longer periods than it may, and no statistics within one hour", () => {
    fc.assert(
      fc.property(range, period, (asked, longest) => {
        const { periods } = coverRange(asked, longest);
        const most = PERIODS.indexOf(longest);
        expect(periods.every((one) => PERIODS.indexOf(one.period) <= most)).toBe(true);
      }),
    );
    const within = { from: Date.UTC(2025, 0, 1, 1, 1), to: Date.UTC(2025, 0, 1, 1, 59) };
    expect(coverRange(within, "month")).toMatchObject({ periods: [], edges: [], parts: [within] });
  });
});
