import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMonths,
  isOneMonth,
  type Month,
  missingMonths,
  monthOf,
  monthRange,
  monthsAhead,
  partitionName,
} from "./month.js";

const anyMonth: fc.Arbitrary<Month> = fc.record({
  year: fc.integer({ min: 1970, max: 9000 }),
  month: fc.integer({ min: 1, max: 12 }),
});
const distance = fc.integer({ min: -5000, max: 5000 });

describe("monthOf", () => {
  it("is the month in UTC, to the last millisecond", () => {
    expect(monthOf(new Date("2025-12-31T23:59:59.999Z"))).toEqual({ year: 2025, month: 12 });
    expect(monthOf(new Date("2026-01-01T00:00:00.000Z"))).toEqual({ year: 2026, month: 1 });
  });
});

describe("isOneMonth", () => {
  it("is true of the range of any month, and of none of several", () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: 1, max: 30 }), (month, more) => {
        const { from, to } = monthRange(month);
        expect(isOneMonth({ from, to })).toBe(true);
        expect(isOneMonth({ from, to: monthRange(addMonths(month, more)).to })).toBe(false);
      }),
    );
  });

  it.each([
    ["2025-11-02 00:00:00", "2025-12-01 00:00:00"],
    ["2025-11-01 00:00:00", "2025-11-30 00:00:00"],
    ["2025-11-01 00:00:01", "2025-12-01 00:00:00"],
    ["2025-11-01 00:00:00", "infinity"],
    ["-infinity", "2025-12-01 00:00:00"],
    ["-infinity", "infinity"],
  ])("is false of %s to %s", (from, to) => {
    expect(isOneMonth({ from, to })).toBe(false);
  });
});

describe("addMonths", () => {
  it.each([
    [{ year: 2025, month: 12 }, 1, { year: 2026, month: 1 }],
    [{ year: 2025, month: 1 }, -1, { year: 2024, month: 12 }],
    [{ year: 2025, month: 11 }, 14, { year: 2027, month: 1 }],
    [{ year: 2025, month: 11 }, -23, { year: 2023, month: 12 }],
    [{ year: 2025, month: 6 }, 0, { year: 2025, month: 6 }],
  ])("of %j and %i is %j", (month, count, expected) => {
    expect(addMonths(month, count)).toEqual(expected);
  });

  it("goes as far as the calendar does, and comes back", () => {
    fc.assert(
      fc.property(anyMonth, distance, (month, count) => {
        const there = addMonths(month, count);
        expect(there).toEqual(monthOf(new Date(Date.UTC(month.year, month.month - 1 + count))));
        expect(addMonths(there, -count)).toEqual(month);
      }),
    );
  });
});

describe("monthsAhead", () => {
  it("begins with the month of the moment, and passes the end of the year", () => {
    expect(monthsAhead(new Date("2025-11-30T23:59:59.999Z"), 2)).toEqual([
      { year: 2025, month: 11 },
      { year: 2025, month: 12 },
      { year: 2026, month: 1 },
    ]);
  });
});

describe("monthRange", () => {
  it("ends where the next one begins", () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        expect(monthRange(month).to).toBe(monthRange(addMonths(month, 1)).from);
      }),
    );
    expect(monthRange({ year: 2025, month: 12 })).toEqual({
      from: "2025-12-01 00:00:00",
      to: "2026-01-01 00:00:00",
    });
  });
});

describe("partitionName", () => {
  it("is formed as the specification forms it", () => {
    expect(partitionName("execution_traces", { year: 2025, month: 11 })).toBe("execution_traces_2025_11");
    expect(partitionName("execution_traces", { year: 2026, month: 1 })).toBe("execution_traces_2026_01");
  });
});

describe("missingMonths", () => {
  const november = { year: 2025, month: 11 };
  const december = { year: 2025, month: 12 };

  it("are all where nothing exists, and none where everything does", () => {
    const wanted = [november, december];
    expect(missingMonths(wanted, [])).toEqual(wanted);
    expect(missingMonths(wanted, wanted.map(monthRange))).toEqual([]);
  });

  it("know that the last month of four digits ends after its beginning", () => {
    const last = { year: 9999, month: 12 };
    expect(monthRange(last)).toEqual({ from: "9999-12-01 00:00:00", to: "infinity" });
    expect(missingMonths([last], [monthRange({ year: 9999, month: 11 })])).toEqual([last]);
    expect(missingMonths([last], [monthRange(last)])).toEqual([]);
  });

  it("do not hold a month that a wider range covers", () => {
    expect(
      missingMonths([november, december], [{ from: "2025-01-01 00:00:00", to: "2026-01-01 00:00:00" }]),
    ).toEqual([]);
  });

  it("hold a month that a range covers in part, so that making it fails loudly", () => {
    expect(missingMonths([november], [{ from: "2025-11-01 00:00:00", to: "2025-11-15 00:00:00" }])).toEqual([
      november,
    ]);
  });

  it("are those wanted months that are not among the existing ones", () => {
    fc.assert(
      fc.property(fc.array(anyMonth), fc.array(anyMonth), (wanted, existing) => {
        const names = new Set(existing.map((month) => partitionName("t", month)));
        expect(missingMonths(wanted, existing.map(monthRange))).toEqual(
          wanted.filter((month) => !names.has(partitionName("t", month))),
        );
      }),
    );
  });
});
