import type { TracePoint } from "@steptrace/server/client";
import { describe, expect, it } from "vitest";
import { pointSlices, sparkSlices } from "./spark-slices.js";

const HOUR_MS = 3_600_000;
const from = new Date("2026-01-05T00:00:00.000Z");
const after = (hours: number): Date => new Date(from.getTime() + hours * HOUR_MS);
const bucket = (hours: number, count: number, failures = 0) => ({
  startDate: after(hours).toISOString(),
  count,
  failures,
});
const countsOf = (slices: readonly { readonly count: number }[]) => slices.map(({ count }) => count);

describe("sparkSlices", () => {
  it("fills what the series leaves out", () => {
    const slices = sparkSlices([bucket(0, 2, 1), bucket(3, 5)], { from, to: after(5) }, "hour");
    expect(countsOf(slices)).toEqual([2, 0, 0, 5, 0]);
    expect(slices.map(({ failures }) => failures)).toEqual([1, 0, 0, 0, 0]);
    expect(slices[3]?.start).toEqual(after(3));
  });

  it("puts buckets together where there are more than forty", () => {
    const series = Array.from({ length: 168 }, (_, hour) => bucket(hour, 1));
    const slices = sparkSlices(series, { from, to: after(168) }, "hour");
    expect(slices.length).toBeLessThanOrEqual(40);
    expect(countsOf(slices).reduce((sum, count) => sum + count)).toBe(168);
  });

  it("counts a bucket that begins before the time in the first slice", () => {
    const slices = sparkSlices([bucket(-20, 3)], { from, to: after(24 * 30) }, "week");
    expect(countsOf(slices)[0]).toBe(3);
  });
});

describe("pointSlices", () => {
  const point = (at: number, status: TracePoint[2] = "success"): TracePoint => [at, 1, status, "id", "skill"];

  it("counts each trace once, those at the ends too", () => {
    const to = after(1);
    const slices = pointSlices(
      [
        point(from.getTime()),
        point(to.getTime()),
        point(from.getTime() - 5),
        point(from.getTime(), "timeout"),
      ],
      { from, to },
    );
    expect(slices).toHaveLength(40);
    expect([slices[0], slices[39]]).toMatchObject([
      { count: 3, failures: 1 },
      { count: 1, failures: 0 },
    ]);
  });

  it("bears a time without length", () => {
    expect(countsOf(pointSlices([point(from.getTime())], { from, to: from }))[0]).toBe(1);
  });
});
