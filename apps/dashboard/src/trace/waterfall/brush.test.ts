import * as fc from "fast-check";
import { expect, it } from "vitest";
import { dragged, type Grip, gripAt } from "./brush.js";

const window = { fromUs: 200, toUs: 600 };

it("takes hold of an edge, of the window, or of nothing", () => {
  expect([0.1, 0.2, 0.4, 0.6, 0.9].map((part) => gripAt(part, window, 1000))).toEqual([
    "new",
    "from",
    "window",
    "to",
    "new",
  ]);
  expect(gripAt(0.5, { fromUs: 0, toUs: 1000 }, 1000)).toBe("new");
});

it("moves what it has taken hold of", () => {
  expect(dragged("new", window, 0.7, 0.9, 1000)).toEqual({ fromUs: 700, toUs: 900 });
  expect(dragged("new", window, 0.9, 0.7, 1000)).toEqual({ fromUs: 700, toUs: 900 });
  expect(dragged("from", window, 0.2, 0.3, 1000)).toEqual({ fromUs: 300, toUs: 600 });
  expect(dragged("to", window, 0.6, 0.1, 1000)).toEqual({ fromUs: 100, toUs: 200 });
  expect(dragged("window", window, 0.3, 0.9, 1000)).toEqual({ fromUs: 600, toUs: 1000 });
});

it("never leaves the trace, nor turns round", () => {
  const part = fc.double({ min: -1, max: 2, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom<Grip>("new", "window", "from", "to"), part, part, (grip, start, now) => {
      const after = dragged(grip, window, Math.min(1, Math.max(0, start)), now, 1000);
      expect(after.fromUs).toBeGreaterThanOrEqual(0);
      expect(after.toUs).toBeLessThanOrEqual(1000.000001);
      expect(after.fromUs).toBeLessThan(after.toUs);
    }),
  );
});
