import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyValue, hostileValues, jsonRecord } from "../../tests/arbitraries.js";
import { compareMetadata } from "./metadata-differences.js";

describe("compareMetadata", () => {
  it("tells by their paths what differs, what is missing and what was added", () => {
    const a = { env: "test", git: { branch: "main", dirty: false }, count: 1, tags: ["a"] };
    const b = {
      env: "test",
      git: { branch: "dev", dirty: false, sha: "c0ffee" },
      count: "1",
      tags: ["a", "b"],
    };
    expect(compareMetadata(a, b)).toEqual({
      differences: [
        { path: ["count"], a: "1", b: '"1"' },
        { path: ["git", "branch"], a: '"main"', b: '"dev"' },
        { path: ["git", "sha"], b: '"c0ffee"' },
        { path: ["tags"], a: '["a"]', b: '["a","b"]' },
      ],
    });
  });

  it("does not mind the order of keys, in arrays neither", () => {
    const a = { list: [{ x: 1, y: [{ z: 1, w: 2 }] }], k: 1 };
    const b = { k: 1, list: [{ y: [{ w: 2, z: 1 }], x: 1 }] };
    expect(compareMetadata(a, b)).toEqual({ differences: [] });
  });

  it("tells the first hundred, the beginnings of long values, and how many more there are", () => {
    const many = Object.fromEntries(
      Array.from({ length: 130 }, (_, index) => [`k${index}`, "😀".repeat(500)]),
    );
    const { differences, more } = compareMetadata(many, {});
    expect(differences).toHaveLength(100);
    expect(more).toBe(30);
    const [{ a = "" } = {}] = differences;
    expect(a.length).toBeLessThanOrEqual(201);
    expect(a).toMatch(/^"(?:😀)+…$/u);
  });

  it("takes what can be no metadata, and keys that are no ordinary ones", () => {
    const hostile = hostileValues();
    expect(compareMetadata({ hostile }, { hostile })).toEqual({ differences: [] });
    const proto: Record<string, unknown> = JSON.parse('{"__proto__":{"x":1}}');
    expect(compareMetadata(proto, {})).toEqual({ differences: [{ path: ["__proto__"], a: '{"x":1}' }] });
    fc.assert(fc.property(anyValue, (value) => void compareMetadata({ value }, { value: 1 })));
  });

  it("is empty for equal objects, and swaps sides with its arguments", () => {
    fc.assert(
      fc.property(jsonRecord, jsonRecord, (a, b) => {
        expect(compareMetadata(a, structuredClone(a))).toEqual({ differences: [] });
        const back = compareMetadata(b, a);
        const swapped = compareMetadata(a, b).differences.map(({ path, a: one, b: other }) => ({
          path,
          ...(other !== undefined && { a: other }),
          ...(one !== undefined && { b: one }),
        }));
        expect(back.differences).toEqual(swapped);
      }),
    );
  });
});
