import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText, anyValue, hostileValues, jsonRecord } from "../../tests/arbitraries.js";
import { sanitizeRecord } from "./sanitize-value.js";

const LIMIT = 64 * 1024;
const sanitize = (record: object, maxBytes = LIMIT): unknown => sanitizeRecord(record, maxBytes).value;

/** Every text of a tree, keys among them. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsOf(item)]);
}

/** What the documentation of the limits says that a tree takes. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return 8 + Buffer.byteLength(value);
  if (typeof value !== "object" || value === null) return 8;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 8);
  return Object.entries(value).reduce((sum, [key, item]) => sum + sizeOf(key) + sizeOf(item), 8);
}

/** The law of the sanitiser, for any object at all. */
function expectStorable(record: object, maxBytes: number): void {
  const { value, truncated } = sanitizeRecord(record, maxBytes);
  for (const text of textsOf(value)) expect(text.isWellFormed() && !text.includes("\u0000")).toBe(true);
  const json = JSON.stringify(value);
  expect(JSON.stringify(JSON.parse(json))).toBe(json);
  // The outermost brackets are free.
  expect(sizeOf(value) - 8).toBeLessThanOrEqual(maxBytes);
  const again = sanitizeRecord(value, maxBytes);
  expect(JSON.stringify(again.value)).toBe(json);
  if (!truncated) expect(again.truncated).toBe(false);
}

describe("sanitizeRecord", () => {
  it("leaves what JSON takes as it is", () => {
    fc.assert(
      fc.property(jsonRecord, (record) => {
        expect(sanitizeRecord(record, LIMIT)).toMatchObject({ truncated: false });
        expect(JSON.stringify(sanitize(record))).toBe(JSON.stringify(record));
      }),
    );
  });

  it("makes anything storable, within the limit, and has nothing left to do", () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, anyValue), fc.constantFrom(0, 7, 8, 50, 300, LIMIT), expectStorable),
      { numRuns: 1000 },
    );
  });

  it("makes every hostile value storable, at every place", () => {
    for (const value of hostileValues()) {
      for (const record of [
        { value },
        { list: [value, 1] },
        { deep: { value } },
        { map: new Map([["v", value]]) },
      ]) {
        expectStorable(record, LIMIT);
      }
      if (typeof value === "object" && value !== null) expectStorable(value, LIMIT);
    }
  });

  it.each([
    ["a BigInt by its digits", 12n, "12"],
    ["a number that is none as null", Number.NaN, null],
    ["an endless number as null", Number.POSITIVE_INFINITY, null],
    ["holes in an array as null", [1, undefined, () => 1, 2], [1, null, null, 2]],
    ["NUL as U+FFFD", "a\u0000b", "a\ufffdb"],
    ["a lone surrogate as U+FFFD", "a\ud800b", "a\ufffdb"],
    ["an Error by its text", new TypeError("x"), "TypeError: x"],
    ["a Map as an object", new Map([["a", 1]]), { a: 1 }],
    ["a Set as an array", new Set(["a"]), ["a"]],
    ["a Date as ISO text", new Date(0), "1970-01-01T00:00:00.000Z"],
    ["a Buffer by its size", Buffer.alloc(5), "[5 bytes]"],
    [
      "what toJSON says of itself",
      { toJSON: () => ({ said: new Date(0) }) },
      { said: "1970-01-01T00:00:00.000Z" },
    ],
  ])("says %s", (_, value, expected) => {
    expect(sanitize({ value })).toEqual({ value: expected });
  });

  it("leaves undefined, functions and symbols out", () => {
    expect(sanitize({ a: undefined, b: () => 1, c: Symbol("s"), [Symbol("key")]: 1, d: 1 })).toEqual({
      d: 1,
    });
  });

  it("says where a reference goes in a circle, and keeps what is only met twice", () => {
    const shared = { a: 1 };
    const record: Record<string, unknown> = { first: shared, second: shared, list: [shared] };
    record["self"] = record;
    expect(sanitize(record)).toEqual({
      first: { a: 1 },
      second: { a: 1 },
      list: [{ a: 1 }],
      self: "[Circular]",
    });
  });

  it("reads the rest of an object, or of an array, of which one part cannot be read", () => {
    const get = (): never => {
      throw new Error("broken");
    };
    const record = Object.defineProperty({ before: 1 }, "broken", { get, enumerable: true });
    const list = Object.defineProperty([1, 2, 3], 1, { get, enumerable: true });
    expect(sanitize({ record, list })).toEqual({
      record: { before: 1, broken: "[Unreadable]" },
      list: [1, "[Unreadable]", 3],
    });
  });

  it("goes ten thousand levels down without falling", () => {
    let nested: unknown = "bottom";
    for (let depth = 0; depth < 10_000; depth += 1) nested = depth % 2 === 0 ? [nested] : { nested };
    expect(JSON.stringify(sanitize({ nested }))).toContain("[Too deep]");
    expectStorable({ nested }, LIMIT);
  });

  it("keeps the beginning of a text of ten megabytes", () => {
    const { value, truncated, bytes } = sanitizeRecord({ text: "€".repeat(10_000_000) }, LIMIT);
    expect(truncated).toBe(true);
    expect(bytes).toBeLessThanOrEqual(LIMIT);
    expect(String(value["text"])).toMatch(/^€{21000,}$/);
  });

  it("stays within the limit where cleaning makes a text longer", () => {
    expectStorable({ text: "\u0000".repeat(1000) }, 500);
  });

  it("does not walk an array of four thousand million holes to its end", () => {
    expect(sanitizeRecord({ list: Object.assign([], { length: 4_294_967_295 }) }, 800).truncated).toBe(true);
  });

  it("says that something was left out, where it was the last thing", () => {
    expect(sanitizeRecord({ a: 1, b: 2 }, 17 + 17)).toMatchObject({
      value: { a: 1, b: 2 },
      truncated: false,
    });
    expect(sanitizeRecord({ a: 1, b: 2 }, 17 + 16)).toMatchObject({ value: { a: 1 }, truncated: true });
  });

  it("takes keys like __proto__ as keys, and pollutes nothing", () => {
    const record: object = JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":2}}}');
    const value = sanitize(record);
    expect(JSON.stringify(value)).toBe(JSON.stringify(record));
    expect("polluted" in {}).toBe(false);
    expect("polluted" in (value as object)).toBe(false);
  });
});
