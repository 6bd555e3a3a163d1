import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, resolveLimits } from "./limits.js";

describe("resolveLimits", () => {
  it("is the defaults where nothing is said", () => {
    expect(resolveLimits()).toEqual(DEFAULT_LIMITS);
    expect(resolveLimits({})).toEqual(DEFAULT_LIMITS);
  });

  it("keeps the default of a limit that is given as undefined", () => {
    const given: { stepsPerTrace?: number } = JSON.parse("{}");
    expect(resolveLimits({ ...given, nameLength: 10 })).toEqual({ ...DEFAULT_LIMITS, nameLength: 10 });
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "5", null])("refuses %s", (value) => {
    expect(() => resolveLimits({ stepsPerTrace: value as number })).toThrow(
      /Invalid limits\.stepsPerTrace: expected a positive integer; received/,
    );
  });

  it("refuses names longer than the column is wide", () => {
    expect(resolveLimits({ nameLength: 255 }).nameLength).toBe(255);
    expect(() => resolveLimits({ nameLength: 256 })).toThrow(
      /Invalid limits\.nameLength: expected at most 255/,
    );
  });

  it("refuses more steps than there are ids before those of processes that join", () => {
    expect(resolveLimits({ stepsPerTrace: 1_000_000 }).stepsPerTrace).toBe(1_000_000);
    expect(() => resolveLimits({ stepsPerTrace: 1_000_001 })).toThrow(/expected at most 1000000/);
  });
});
