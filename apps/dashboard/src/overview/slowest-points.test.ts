import type { TracePoint } from "@steptrace/server/client";
import { expect, it } from "vitest";
import { slowestPoints } from "./slowest-points.js";

const point = (ms: number, id: string): TracePoint => [0, ms, "success", id, "skill"];

it("gives those that took longest, and leaves the points as they were", () => {
  const points = [point(1, "a"), point(3, "b"), point(2, "c"), point(3, "d")];
  expect(slowestPoints(points, 3).map(([, , , id]) => id)).toEqual(["b", "d", "c"]);
  expect(points.map(([, , , id]) => id)).toEqual(["a", "b", "c", "d"]);
});
