import { uuidV7 } from "@steptrace/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { timesOfPrefix } from "./times-of-prefix.js";

it("gives times that hold that of the id, the closer the longer the text is", () => {
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  fc.assert(
    fc.property(time, fc.integer({ min: 1, max: 36 }), (ms, length) => {
      const { startDate, endDate } = timesOfPrefix(uuidV7(ms).slice(0, length)) ?? {};
      expect(Number(startDate)).toBeLessThanOrEqual(ms);
      expect(Number(endDate)).toBeGreaterThanOrEqual(ms);
      const digits = Math.min(length > 8 ? length - 1 : length, 12);
      expect(Number(endDate) - Number(startDate)).toBe(16 ** (12 - digits) - 1);
    }),
  );
});

it.each(["order-7", "x", "-", "é", "0193b2c4 "])("knows none of %j, which begins no UUID", (text) => {
  expect(timesOfPrefix(text)).toBeUndefined();
});
