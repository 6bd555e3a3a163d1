import { expect, it } from "vitest";
import { resolveThresholds } from "../thresholds.js";
import { judgeConnections } from "./judge-connections.js";

it.each([
  [1, 97, false],
  [80, 100, false],
  [81, 100, true],
  [100, 100, true],
])("of %d connections of %d, it finds too many: %s", (used, most, isFound) => {
  const { summary, findings } = judgeConnections({ used, most }, resolveThresholds());
  expect(summary).toBe(`${used} of ${most}`);
  expect(findings?.map(({ code }) => code)).toEqual(isFound ? ["connections-near-limit"] : []);
});
