import type { StatsBucket } from "@steptrace/query";
import { describe, expect, it } from "vitest";
import { courseBucket, courseOf } from "./course.js";

const bucket = (day: string, count: number): StatsBucket => ({
  startDate: new Date(day),
  count,
  failures: 0,
  failureRate: 0,
  timeouts: 0,
});

describe("courseOf", () => {
  it("has a column for each time up to the end, and nothing in those without traces", () => {
    const series = [bucket("2025-11-10", 1), bucket("2025-11-12", 2)];
    const counts = courseOf(series, "day", new Date("2025-11-13T12:00Z")).map((one) => one?.count);
    expect(counts).toEqual([1, undefined, 2, undefined]);
  });

  it("keeps to the newest where they are too many, and is empty where there are none", () => {
    const series = [bucket("2020-01-06", 1), bucket("2025-11-10", 2)];
    const columns = courseOf(series, "week", new Date("2025-11-12"));
    expect(columns).toHaveLength(40);
    expect(columns.at(-1)?.count).toBe(2);
    expect(courseOf([], "day", new Date())).toEqual([]);
  });
});

it.each([
  ["2025-11-12", "hour"],
  ["2025-10-20", "day"],
  ["2024-10-20", "week"],
])("a course from %s is by the %s", (start, expected) => {
  expect(courseBucket(new Date(start), new Date("2025-11-13"))).toBe(expected);
});
