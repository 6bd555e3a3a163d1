import { expect, it } from "vitest";
import { judgeRecovered } from "./judge-recovered.js";

it("says nothing where there is none", () => {
  expect(judgeRecovered({ count: 0 })).toEqual({ summary: "none in 24 hours" });
});

it("notes those that there are, and finds nothing wrong with it", () => {
  expect(judgeRecovered({ count: 2, newest: "2025-11-16T11:00:00.000000" })).toEqual({
    summary: "2 in 24 hours",
    notes: [expect.stringMatching(/^2 traces .*the newest started at 2025-11-16T11:00:00/)],
  });
});
