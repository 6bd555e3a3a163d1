import { describe, expect, it } from "vitest";
import { requireId, requireText } from "./require-text.js";

describe("requireText", () => {
  it.each(["a", " a ", "\u0000", "x".repeat(10_000)])("takes %j", (text) => {
    expect(requireText("skillName", text)).toBe(text);
  });

  it.each(["", " ", "\n\t\u00a0", undefined, null, 1, {}, ["a"]])("refuses %j", (value) => {
    expect(() => requireText("skillName", value)).toThrow(
      /^Invalid skillName: expected a non-empty string; received/,
    );
  });
});

describe("requireId", () => {
  it.each(["a", " ", "exec-123", "😀", "x".repeat(255)])("takes %j as it stands", (id) => {
    expect(requireId("executionId", id)).toBe(id);
  });

  it.each(["", "x".repeat(256), "a\u0000", "\ud800", undefined, null, 1])("refuses %j", (value) => {
    expect(() => requireId("executionId", value)).toThrow(
      /^Invalid executionId: expected a string of 1 to 255/,
    );
  });
});
