import { describe, expect, it } from "vitest";
import { splitBytes } from "./split-bytes.js";

const split = (text: string, pieceBytes: number) => splitBytes(Buffer.from(text), pieceBytes).map(String);

describe("splitBytes", () => {
  it("keeps the order, and leaves the rest for the last piece", () => {
    expect(split("abcdefg", 3)).toEqual(["abc", "def", "g"]);
    expect(split("abcdef", 3)).toEqual(["abc", "def"]);
  });

  it("leaves bytes whole where pieces may be of any size", () => {
    expect(split("abc", Number.POSITIVE_INFINITY)).toEqual(["abc"]);
  });

  it("makes no piece of nothing", () => {
    expect(split("", 1)).toEqual([]);
  });
});
