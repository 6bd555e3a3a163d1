import type { Trace } from "@steptrace/core";
import { expect, it } from "vitest";
import { firstOfEachId } from "./first-of-each-id.js";

function trace(traceId: string, skillName: string): Trace {
  return { traceId, skillName, startedAt: new Date(0), status: "success", steps: [], metadata: {} };
}

it("keeps the first trace of each id, in their order", () => {
  const kept = firstOfEachId([trace("b", "first"), trace("a", "first"), trace("b", "second")]);
  expect(kept.map(({ traceId, skillName }) => [traceId, skillName])).toEqual([
    ["b", "first"],
    ["a", "first"],
  ]);
});
