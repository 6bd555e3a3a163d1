import { describe, expect, it } from "vitest";
import { requireLimit } from "./require-limit.js";

describe("requireLimit", () => {
  it.each([0, 1, 1_000_000])("takes %i", (value) => expect(requireLimit(value)).toBe(value));

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "10", null, undefined, 2 ** 53])(
    "refuses %s",
    (value) => {
      expect(() => requireLimit(value)).toThrow(/^Invalid limit: expected an integer of 0 or more; received/);
    },
  );
});
