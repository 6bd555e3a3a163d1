import { expect, it } from "vitest";
import { formatJson } from "./format-json.js";

it("writes dates as ISO strings, and leaves out what is absent", () => {
  const value = { startedAt: new Date("2025-11-16T12:00:00.123Z"), errorMessage: undefined };
  expect(formatJson(value)).toBe('{\n  "startedAt": "2025-11-16T12:00:00.123Z"\n}');
});

it("escapes what could drive a terminal, and means the same", () => {
  const value = ["\u001b[31m", "\u009b31m", "\u202e", "\u{e0041}", "日本 👩‍👩‍👧"];
  const text = formatJson(value);
  expect(text).toMatch(/^[\x20-\x7e\n\p{L}\p{Extended_Pictographic}]*$/u);
  expect(JSON.parse(text)).toEqual(value);
});
