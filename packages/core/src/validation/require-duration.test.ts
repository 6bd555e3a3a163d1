import { describe, expect, it } from "vitest";
import { requireDuration } from "./require-duration.js";

describe("requireDuration", () => {
  it.each([0, 0.5, 1, 1e300])("takes %d", (value) =>
    expect(requireDuration("minDuration", value)).toBe(value),
  );

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, "10", null, undefined, 1n])("refuses %s", (value) => {
    expect(() => requireDuration("minDuration", value)).toThrow(
      /^Invalid minDuration: expected a number of milliseconds, 0 or more; received/,
    );
  });
});
