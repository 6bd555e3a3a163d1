import { describe, expect, it } from "vitest";
import { hostileValues } from "../../tests/arbitraries.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { copyRecord, extendRecord, requireRecord } from "./require-record.js";

describe("requireRecord", () => {
  it("takes any object that is no array", () => {
    const record = { a: 1 };
    expect(requireRecord("metadata", record)).toBe(record);
    expect(requireRecord("metadata", Object.create(null))).toEqual({});
  });

  it.each([null, undefined, "text", 1, [], () => 1, Symbol("s")])("refuses %s", (value) => {
    expect(() => requireRecord("metadata", value)).toThrow(InvalidArgumentError);
  });
});

describe("copyRecord", () => {
  it("copies one level deep", () => {
    const inner = {};
    const record = { inner };
    const copy = copyRecord("metadata", record);
    expect(copy).toEqual(record);
    expect(copy).not.toBe(record);
    expect(copy["inner"]).toBe(inner);
  });

  it("says what cannot be read, and keeps the rest", () => {
    const record = Object.defineProperty({ user: "alice" }, "broken", {
      enumerable: true,
      get() {
        throw new Error("broken");
      },
    });
    expect(copyRecord("metadata", record)).toEqual({ user: "alice", broken: "[Unreadable]" });
  });

  it.each([
    ["a Map", new Map([["user", "alice"]]), { user: "alice" }],
    ["an object with toJSON", { toJSON: () => ({ user: "alice" }), hidden: 1 }, { user: "alice" }],
    [
      "an instance",
      new (class {
        user = "alice";
      })(),
      { user: "alice" },
    ],
  ])("takes %s as JSON would have it", (_, value, expected) => {
    expect(copyRecord("metadata", value)).toEqual(expected);
  });

  it.each([new Error("why"), new Set([1]), new Date(), /x/, new URL("http://host"), new Uint8Array(8)])(
    "refuses %s, which has no entries",
    (value) => {
      expect(() => copyRecord("attributes", value)).toThrow(InvalidArgumentError);
    },
  );

  it("takes a key __proto__ as a key, and pollutes nothing", () => {
    const copy = copyRecord("metadata", JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.hasOwn(copy, "__proto__")).toBe(true);
    expect("polluted" in {}).toBe(false);
  });

  it("gives a record or refuses, whatever it is given", () => {
    for (const value of hostileValues()) {
      try {
        expect(typeof copyRecord("metadata", value)).toBe("object");
      } catch (error) {
        // Of a revoked Proxy, nothing at all can be known.
        if (!(error instanceof TypeError)) expect(error).toBeInstanceOf(InvalidArgumentError);
      }
    }
  });
});

describe("extendRecord", () => {
  it("adds in place, and replaces what is there", () => {
    const record = { a: 1, b: 1 };
    expect(extendRecord(record, { b: 2, c: 2 })).toBe(record);
    expect(record).toEqual({ a: 1, b: 2, c: 2 });
  });

  it("takes a key __proto__ as a key, before and after others", () => {
    const polluting: Record<string, unknown> = JSON.parse('{"__proto__":{"polluted":true}}');
    const record = extendRecord(extendRecord({ a: 1 }, polluting), { b: 2 });
    expect(Object.keys(record)).toEqual(["a", "__proto__", "b"]);
    expect("polluted" in record).toBe(false);
  });
});
