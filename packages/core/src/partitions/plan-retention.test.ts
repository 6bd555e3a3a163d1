import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { addMonths, monthOf, monthRange, type TimeRange } from "./month.js";
import { type PartitionFate, planRetention, type RetentionRule, requireRetention } from "./plan-retention.js";

function month(text: string): TimeRange {
  return monthRange({ year: Number(text.slice(0, 4)), month: Number(text.slice(5)) });
}

function fates(ranges: readonly (TimeRange | undefined)[], rule: RetentionRule, now: string) {
  const planned = planRetention(
    ranges.map((range) => ({ range })),
    rule,
    new Date(now),
  );
  return planned.map(({ fate }) => fate);
}

describe("planRetention", () => {
  it.each<[string, RetentionRule, string, PartitionFate]>([
    // The month of the oldest kept day stays, whatever the day.
    ["2025-11-01T00:00:00.000Z", { keepMonths: 1 }, "2025-10", "kept"],
    ["2025-11-01T00:00:00.000Z", { keepMonths: 1 }, "2025-09", "dropped"],
    ["2025-11-30T23:59:59.999Z", { keepMonths: 1 }, "2025-10", "kept"],
    ["2025-11-30T23:59:59.999Z", { keepMonths: 1 }, "2025-09", "dropped"],
    ["2025-12-01T00:00:00.000Z", { keepMonths: 1 }, "2025-10", "dropped"],
    // Over the end of a year, and of several.
    ["2026-01-01T00:00:00.000Z", { keepMonths: 1 }, "2025-12", "kept"],
    ["2026-01-01T00:00:00.000Z", { keepMonths: 1 }, "2025-11", "dropped"],
    ["2026-01-15T12:00:00.000Z", { keepMonths: 12 }, "2025-01", "kept"],
    ["2026-01-15T12:00:00.000Z", { keepMonths: 12 }, "2024-12", "dropped"],
    ["2025-12-31T23:59:59.999Z", { keepMonths: 25 }, "2023-11", "kept"],
    ["2025-12-31T23:59:59.999Z", { keepMonths: 25 }, "2023-10", "dropped"],
    // Leap years: a month before the 31st of March is in February, and the partition of February ends with it.
    ["2024-03-31T00:00:00.000Z", { keepMonths: 1 }, "2024-02", "kept"],
    ["2024-03-31T00:00:00.000Z", { keepMonths: 1 }, "2024-01", "dropped"],
    ["2024-02-29T23:59:59.999Z", { keepMonths: 12 }, "2023-02", "kept"],
    ["2025-02-28T00:00:00.000Z", { keepMonths: 12 }, "2024-02", "kept"],
    ["2025-03-01T00:00:00.000Z", { keepMonths: 12 }, "2024-02", "dropped"],
    ["2100-03-31T00:00:00.000Z", { keepMonths: 1 }, "2100-02", "kept"],
    // The present and the future, and a history that is shorter than the keeping.
    ["2025-11-16T12:00:00.000Z", { keepMonths: 1 }, "2025-11", "kept"],
    ["2025-11-16T12:00:00.000Z", { keepMonths: 1 }, "2026-02", "kept"],
    ["2025-11-16T12:00:00.000Z", { keepMonths: 1 }, "9999-12", "kept"],
    ["2025-11-16T12:00:00.000Z", { keepMonths: 1200 }, "1970-01", "kept"],
    ["2025-11-16T12:00:00.000Z", { keepMonths: 3 }, "1970-01", "dropped"],
    // Failures that are kept longer, or as long.
    ["2025-11-16T12:00:00.000Z", { keepMonths: 2, keepFailureMonths: 4 }, "2025-09", "kept"],
    ["2025-11-16T12:00:00.000Z", { keepMonths: 2, keepFailureMonths: 4 }, "2025-08", "reduced"],
    ["2025-11-16T12:00:00.000Z", { keepMonths: 2, keepFailureMonths: 4 }, "2025-07", "reduced"],
    ["2025-11-16T12:00:00.000Z", { keepMonths: 2, keepFailureMonths: 4 }, "2025-06", "dropped"],
    ["2026-01-31T12:00:00.000Z", { keepMonths: 1, keepFailureMonths: 2 }, "2025-11", "reduced"],
    ["2026-01-31T12:00:00.000Z", { keepMonths: 1, keepFailureMonths: 2 }, "2025-10", "dropped"],
    ["2025-11-16T12:00:00.000Z", { keepMonths: 2, keepFailureMonths: 2 }, "2025-08", "dropped"],
    // Nothing goes that nobody asked for.
    ["2025-11-16T12:00:00.000Z", {}, "1970-01", "kept"],
  ])("at %s, by %j: %s is %s", (now, rule, name, fate) => {
    expect(fates([month(name)], rule, now)).toEqual([fate]);
  });

  it.each<[string, TimeRange | undefined, PartitionFate]>([
    ["a default partition", undefined, "refused"],
    ["all that is before a month", { from: "-infinity", to: "2020-01-01 00:00:00" }, "refused"],
    ["a year, long past", { from: "2019-01-01 00:00:00", to: "2020-01-01 00:00:00" }, "refused"],
    ["a part of a month", { from: "2020-01-10 00:00:00", to: "2020-01-20 00:00:00" }, "refused"],
    ["a month but for an hour", { from: "2020-01-01 01:00:00", to: "2020-02-01 00:00:00" }, "refused"],
    ["a month of another zone", { from: "2019-12-31 23:00:00", to: "2020-01-31 23:00:00" }, "refused"],
    [
      "a year that the keeping begins in",
      { from: "2025-01-01 00:00:00", to: "2026-01-01 00:00:00" },
      "refused",
    ],
    ["what begins within the keeping", { from: "2025-09-10 00:00:00", to: "infinity" }, "kept"],
    [
      "a year that the order of text does not know",
      { from: "10000-01-01 00:00:00", to: "infinity" },
      "refused",
    ],
    ["text that is no moment", { from: "?", to: "?" }, "kept"],
  ])("leaves alone %s", (_name, range, fate) => {
    const rule = { keepMonths: 2, keepFailureMonths: 3 };
    expect(fates([range], rule, "2025-11-16T12:00:00Z")).toEqual([fate]);
    expect(fates([range], {}, "2025-11-16T12:00:00Z")).toEqual(["kept"]);
  });

  it("says why, and of which", () => {
    const year = { name: "year_2019", range: { from: "2019-01-01 00:00:00", to: "2020-01-01 00:00:00" } };
    expect(planRetention([year], { keepMonths: 1 }, new Date("2025-11-16"))).toEqual([
      {
        partition: year,
        fate: "refused",
        reason: "it is not the partition of one month: it holds 2019-01-01 00:00:00 to 2020-01-01 00:00:00",
      },
    ]);
  });

  it("never lets go of a moment that is kept, whatever the day and the keeping", () => {
    const anyDate = fc.date({
      min: new Date("1990-01-01"),
      max: new Date("2200-01-01"),
      noInvalidDate: true,
    });
    const anyCount = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(
        anyDate,
        anyCount,
        anyCount,
        fc.integer({ min: -70, max: 5 }),
        (now, keepMonths, more, at) => {
          const range = monthRange(addMonths(monthOf(now), at));
          const rule = { keepMonths, keepFailureMonths: keepMonths + more };
          const [fate] = fates([range], rule, now.toISOString());
          const lastMoment = Date.parse(`${range.to.replace(" ", "T")}Z`) - 1;
          const keptSince = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - keepMonths, 1);
          if (fate !== "kept") expect(lastMoment).toBeLessThan(keptSince);
          expect(fate === "kept").toBe(at >= -keepMonths);
          expect(fate === "dropped").toBe(at < -(keepMonths + more));
        },
      ),
    );
  });
});

describe("requireRetention", () => {
  it.each<[RetentionRule]>([[{}], [{ keepMonths: 1 }], [{ keepMonths: 12, keepFailureMonths: 12 }]])(
    "takes %j",
    (rule) => {
      expect(requireRetention(rule)).toBe(rule);
    },
  );

  it.each<[RetentionRule, RegExp]>([
    [{ keepMonths: 0 }, /keepMonths: expected a whole number from 1 to 1200; received 0/],
    [{ keepMonths: -1 }, /keepMonths/],
    [{ keepMonths: 1.5 }, /keepMonths/],
    [{ keepMonths: 1201 }, /keepMonths/],
    [{ keepMonths: Number.NaN }, /keepMonths/],
    [{ keepMonths: "12" as unknown as number }, /keepMonths/],
    [{ keepMonths: 12, keepFailureMonths: 11 }, /keepFailureMonths: expected no less than keepMonths \(12\)/],
    [{ keepFailureMonths: 12 }, /keepFailureMonths: expected keepMonths beside it/],
    [{ keepMonths: 1, keepFailureMonths: 0 }, /keepFailureMonths: expected a whole number/],
  ])("refuses %j", (rule, message) => {
    expect(() => requireRetention(rule)).toThrow(message);
    expect(() => requireRetention(rule)).toThrow(InvalidArgumentError);
  });
});
