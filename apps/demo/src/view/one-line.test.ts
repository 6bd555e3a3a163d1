import { expect, it } from "vitest";
import { oneLine } from "./one-line.js";

it("makes one line of many", () => {
  expect(oneLine("  first\n\tsecond\r\nthird ")).toBe("first second third");
});

it("takes out what would drive the terminal", () => {
  expect(oneLine("\u001b[31mred\u001b[0m\u0007 \u202eevil\u0000")).toBe("red evil");
});
