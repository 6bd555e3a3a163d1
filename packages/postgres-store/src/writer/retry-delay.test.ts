import { describe, expect, it } from "vitest";
import { retryDelayMs } from "./retry-delay.js";

describe("retryDelayMs", () => {
  it("doubles with each failure, up to two seconds", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 1000].map((failures) => retryDelayMs(failures, 0))).toEqual([
      50, 100, 200, 400, 800, 1600, 2000, 2000, 2000,
    ]);
  });

  it("is up to half shorter by chance", () => {
    expect(retryDelayMs(1, 1)).toBe(25);
    expect(retryDelayMs(3, 0.5)).toBe(150);
  });
});
