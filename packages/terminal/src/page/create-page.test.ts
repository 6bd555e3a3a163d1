import { expect, it } from "vitest";
import { createPage } from "./create-page.js";

const now = new Date("2025-11-16T12:00:00Z");

it("is as wide as the terminal, within reason", () => {
  const widthOf = (screen: Parameters<typeof createPage>[0]): number => createPage(screen, {}, now).width;
  expect(widthOf({ isTTY: true, columns: 132 })).toBe(132);
  expect(widthOf({ isTTY: true, columns: 20 })).toBe(60);
  // Some terminals do not know their size.
  expect(widthOf({ isTTY: true, columns: 0 })).toBe(80);
});

it("is 80 columns wide where nobody knows better, as in a pipe", () => {
  expect(createPage({}, {}, now)).toMatchObject({ width: 80, now });
  expect(createPage({ isTTY: false, columns: 132 }, {}, now).width).toBe(80);
});

it("has colours where they are wanted", () => {
  expect(createPage({ isTTY: true }, {}, now).colors.red("x")).toBe("\u001b[31mx\u001b[39m");
  expect(createPage({ isTTY: true }, { NO_COLOR: "1" }, now).colors.red("x")).toBe("x");
  expect(createPage({}, {}, now).colors.red("x")).toBe("x");
});
