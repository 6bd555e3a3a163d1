import * as fc from "fast-check";
import { expect, it } from "vitest";
import { fitWindow, isWhole, pan, partAt, wholeWindow, zoom } from "./time-window.js";

it("zooms around a moment that keeps its place", () => {
  const closer = zoom(wholeWindow(1000), 0.5, 1000, 200);
  expect(closer).toEqual({ fromUs: 100, toUs: 600 });
  expect(partAt(closer, 200)).toBe(partAt(wholeWindow(1000), 200));
  expect(isWhole(zoom(closer, 4, 1000), 1000)).toBe(true);
});

it("pans to the edges, and not over them", () => {
  expect(pan({ fromUs: 100, toUs: 300 }, 0.5, 1000)).toEqual({ fromUs: 200, toUs: 400 });
  expect(pan({ fromUs: 100, toUs: 300 }, -2, 1000)).toEqual({ fromUs: 0, toUs: 200 });
  expect(pan({ fromUs: 700, toUs: 900 }, 2, 1000)).toEqual({ fromUs: 800, toUs: 1000 });
});

it("stays within the axis, and never vanishes", () => {
  const us = fc.integer({ min: -5000, max: 5000 });
  fc.assert(
    fc.property(us, us, fc.integer({ min: 1, max: 3000 }), (fromUs, toUs, axisUs) => {
      const window = fitWindow({ fromUs, toUs }, axisUs);
      expect(window.fromUs).toBeGreaterThanOrEqual(0);
      expect(window.toUs).toBeLessThanOrEqual(axisUs);
      expect(window.toUs - window.fromUs).toBeGreaterThanOrEqual(Math.min(10, axisUs));
    }),
  );
});
