import { describe, expect, it } from "vitest";
import { messageText } from "./message-text.js";

describe("messageText", () => {
  it.each(["", "Invalid format", "a\u0000"])("is the text %j as it is", (text) => {
    expect(messageText(text)).toBe(text);
  });

  it("is the text of an error that was given in place of its message", () => {
    expect(messageText(new TypeError("no token"))).toBe("TypeError: no token");
    expect(messageText(404)).toBe("404");
  });

  it("is absent where none was given", () => {
    expect(messageText(undefined)).toBeUndefined();
    expect(messageText(null)).toBeUndefined();
  });
});
