import { describe, expect, it } from "vitest";
import { bucketOf, isMoving, readTimeSearch, resolveRange } from "./time-range.js";

const now = new Date("2026-03-04T05:06:07.000Z");
const DAY_MS = 86_400_000;

describe("readTimeSearch", () => {
  it("reads lengths and moments", () => {
    expect(readTimeSearch({ range: "24h" })).toEqual({ range: "24h" });
    expect(readTimeSearch({ since: "2026-01-02", until: "2026-01-03T04:05:06+01:00" })).toEqual({
      since: "2026-01-02T00:00:00.000Z",
      until: "2026-01-03T03:05:06.000Z",
    });
  });

  it.each([
    {},
    { range: "2 weeks" },
    { since: "12" },
    { until: 5 },
    { since: "2026-13-45" },
    { range: ["7d"] },
  ])("takes what is no time for none: %j", (search) => expect(readTimeSearch(search)).toEqual({}));

  it("takes two moments before a length", () => {
    expect(readTimeSearch({ since: "2026-01-02", range: "7d" })).toEqual({
      since: "2026-01-02T00:00:00.000Z",
    });
  });
});

describe("resolveRange", () => {
  it("begins a length before now, and has no end", () => {
    expect(resolveRange({ range: "24h" }, now)).toEqual({ from: new Date(now.getTime() - DAY_MS) });
    expect(resolveRange({}, now)).toEqual({ from: new Date(now.getTime() - 7 * DAY_MS) });
  });

  it("is open where no moment is given", () => {
    expect(resolveRange({ until: now.toISOString() }, now)).toEqual({ to: now });
  });
});

it("moves with the clock where it has no end", () => {
  expect([isMoving({}), isMoving({ since: "2026-01-02" }), isMoving({ until: "2026-01-02" })]).toEqual([
    true,
    true,
    false,
  ]);
});

it.each([
  [7, "hour"],
  [30, "day"],
  [365, "week"],
] as const)("has buckets for %d days by the %s", (days, bucket) => {
  expect(bucketOf({ from: new Date(now.getTime() - days * DAY_MS) }, now)).toBe(bucket);
});
