import { expect, it } from "vitest";
import { cutText, fitText, widthOf } from "./fit-text.js";

it("fills up to the columns that a terminal takes, not to characters", () => {
  expect(fitText("日本", 6)).toBe("日本  ");
  expect(fitText("👩‍👩‍👧", 4)).toBe("👩‍👩‍👧  ");
  expect(fitText("75 ms", 8, "right")).toBe("   75 ms");
});

it("cuts with an ellipsis, and never into half of a wide character", () => {
  expect(cutText("docker-build", 8)).toBe("docker-…");
  expect(widthOf(fitText("日本語日本語", 6))).toBe(6);
});

it("gives nothing where there is no room", () => {
  expect(cutText("text", 0)).toBe("");
  expect(fitText("text", 0)).toBe("");
});

it("takes any text, and says of what measures nothing that it was cut", () => {
  expect(widthOf(cutText("日本 ".repeat(20_000), 71))).toBeLessThanOrEqual(71);
  const accents = cutText("\u0301".repeat(65_536), 10);
  expect(accents.length).toBeLessThan(100);
  expect(accents.endsWith("…")).toBe(true);
});
