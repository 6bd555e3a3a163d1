import * as fc from "fast-check";
import { expect, it } from "vitest";
import { markedWords } from "./marked-words.js";

it("marks the words that both have, whatever their case", () => {
  expect(markedWords("Connection refused\n 10.0.0.7", ["connection", "refused"])).toEqual([
    { text: "Connection", at: 0, kind: "shared" },
    { text: " ", at: 10, kind: "space" },
    { text: "refused", at: 11, kind: "shared" },
    { text: "\n ", at: 18, kind: "space" },
    { text: "10.0.0.7", at: 20, kind: "own" },
  ]);
});

it("loses nothing of a message, but its end where it is very long", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (message) => {
      expect(
        markedWords(message, [])
          .map(({ text }) => text)
          .join(""),
      ).toBe(message);
    }),
  );
  expect(markedWords("x".repeat(1e6), [])[0]?.text).toHaveLength(2000);
});
