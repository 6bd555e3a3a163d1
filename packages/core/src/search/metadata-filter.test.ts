import { describe, expect, it } from "vitest";
import { hostileValues } from "../../tests/arbitraries.js";
import { encodeTrace } from "../codec/encode-trace.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { copyRecord } from "../validation/require-record.js";
import { metadataFilter } from "./metadata-filter.js";

const circular: Record<string, unknown> = { a: 1 };
circular["self"] = circular;

describe("metadataFilter", () => {
  it.each<[string, object]>([
    ["scalars", { a: 1, b: "x", c: null, d: true, e: 1.5 }],
    ["nested values", { a: { b: [1, { c: "x" }] } }],
    ["a BigInt, a Date and what is not finite", { a: 2n ** 70n, b: new Date(0), c: Number.NaN }],
    ["NUL and half of an emoji", { "a\u0000": "b\u0000\ud83d" }],
    ["a cycle", circular],
    ["a Map", new Map([["a", 1]])],
    ["a key __proto__", JSON.parse('{"__proto__":{"a":1},"b":2}')],
  ])("has %s as a stored trace has them", (_, metadata) => {
    const row = encodeTrace({
      traceId: "x",
      skillName: "x",
      startedAt: new Date(),
      status: "running",
      steps: [],
      // As startTrace takes it.
      metadata: copyRecord("metadata", metadata),
    });
    expect(JSON.parse(metadataFilter(metadata) ?? "")).toEqual(JSON.parse(row.metadata ?? ""));
  });

  it("is the same text whatever the order of the keys, and none for every trace", () => {
    expect(metadataFilter({ b: { d: 1, c: 2 }, a: 1 })).toBe('{"a":1,"b":{"c":2,"d":1}}');
    expect(metadataFilter({})).toBeUndefined();
    expect(metadataFilter({ a: undefined, b: () => 1 })).toBeUndefined();
  });

  it.each([null, "text", 1, [], new Date(), new Set([1]), { a: "x".repeat(300_000) }])(
    "refuses %s",
    (value) => {
      expect(() => metadataFilter(value)).toThrow(InvalidArgumentError);
    },
  );

  it("takes or refuses, whatever it is given", () => {
    for (const value of hostileValues()) {
      try {
        expect(typeof (metadataFilter(value) ?? "")).toBe("string");
      } catch (error) {
        // Of a revoked Proxy, nothing at all can be known.
        if (!(error instanceof TypeError)) expect(error).toBeInstanceOf(InvalidArgumentError);
      }
    }
  });
});
