import { expect, it } from "vitest";
import { judgeGroup } from "./judge-group.js";

const since = new Date("2025-11-10");
const [before, after] = [new Date("2025-11-01"), new Date("2025-11-15T12:00:00Z")];

it("is new where nothing was seen before, also at that very moment", () => {
  const judged = { isNew: true, isRegressed: false };
  expect(judgeGroup({ firstSeen: after, lastBefore: undefined, firstSince: after }, since, 7)).toEqual(
    judged,
  );
  expect(judgeGroup({ firstSeen: since, lastBefore: undefined, firstSince: since }, since, 7)).toEqual(
    judged,
  );
});

it("has come back after a silence that is long enough", () => {
  const moments = { firstSeen: before, lastBefore: before, firstSince: after };
  expect(judgeGroup(moments, since, 14.5)).toEqual({ isNew: false, isRegressed: true, silentForDays: 14.5 });
  expect(judgeGroup(moments, since, 15)).toEqual({ isNew: false, isRegressed: false, silentForDays: 14.5 });
});

it("is neither where it was not seen since", () => {
  expect(judgeGroup({ firstSeen: before, lastBefore: before, firstSince: undefined }, since, 0)).toEqual({
    isNew: false,
    isRegressed: false,
  });
});
