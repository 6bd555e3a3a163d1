import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileValues } from "../../tests/arbitraries.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { decodeCursor, encodeCursor } from "./search-cursor.js";

const position = { traceId: "trace-1", startedAt: "2025-11-16T12:00:00.123456Z" };

/** A cursor of parts that somebody else made. */
const forged = (parts: object): string => Buffer.from(JSON.stringify(parts)).toString("base64url");
const parts = JSON.parse(Buffer.from(encodeCursor(position, "f"), "base64url").toString());

describe("decodeCursor", () => {
  it("gives the position that was encoded, with the same filters alone", () => {
    const id = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\u0000"));
    fc.assert(
      fc.property(id, fc.string(), fc.string(), (traceId, filters, others) => {
        const cursor = encodeCursor({ ...position, traceId }, filters);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(cursor, filters)).toEqual({ ...position, traceId });
        if (others !== filters)
          expect(() => decodeCursor(cursor, others)).toThrow("expected one of the same filters");
      }),
    );
  });

  it("refuses one of another version, and says what to do", () => {
    expect(() => decodeCursor(forged({ ...parts, v: 0 }), "f")).toThrow(
      "expected one of version 1: begin again",
    );
  });

  it.each([
    "",
    " ",
    "x",
    "{}",
    "null",
    forged([]),
    forged({}),
    forged({ v: 1 }),
    forged({ ...parts, v: "1", t: 7 }),
    forged({ ...parts, t: "2025-02-30T12:00:00.000000Z" }),
    forged({ ...parts, t: "infinity" }),
    forged({ ...parts, t: "2025-11-16T12:00:00.123456Z'; DROP TABLE x; --" }),
    forged({ ...parts, i: 7 }),
    forged({ ...parts, i: "a\u0000" }),
    forged({ ...parts, i: "\ud800" }),
    forged({ ...parts, f: null }),
    encodeCursor(position, "f").slice(0, -4),
    "A".repeat(100_000),
    7,
    null,
  ])("refuses what is no cursor: %j", (value) => {
    expect(() => decodeCursor(value, "f")).toThrow(InvalidArgumentError);
  });

  it("refuses whatever else it is given", () => {
    for (const value of hostileValues()) expect(() => decodeCursor(value, "f")).toThrow();
  });
});
