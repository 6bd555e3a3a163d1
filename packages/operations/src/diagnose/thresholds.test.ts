import { InvalidArgumentError } from "@steptrace/core";
import { expect, it } from "vitest";
import { resolveThresholds, type Thresholds } from "./thresholds.js";

it("has a default for each, which what is given replaces", () => {
  expect(resolveThresholds()).toMatchObject({ aheadMonths: 1, silentMs: 60_000 });
  expect(resolveThresholds({ silentMs: 0 })).toEqual({ ...resolveThresholds(), silentMs: 0 });
});

it.each([
  { silentMs: -1 },
  { deadShare: Number.NaN },
  { deadRows: "many" },
  { aheadMonths: 1.5 },
  { pastMonths: 1_000_000_000 },
])("refuses %j", (thresholds) => {
  expect(() => resolveThresholds(thresholds as Thresholds)).toThrow(InvalidArgumentError);
});
