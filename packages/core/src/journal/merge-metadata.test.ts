import { describe, expect, it } from "vitest";
import { mergeMetadata, OWNER } from "./merge-metadata.js";

const said = (writer: number, metadata: Readonly<Record<string, unknown>>) => ({ writer, metadata });

describe("mergeMetadata", () => {
  it("keeps what each process has set", () => {
    const { metadata, joinedMetadata } = mergeMetadata([said(OWNER, { a: 1 }), said(7, { b: 2 })]);
    expect({ metadata, joinedMetadata }).toEqual({ metadata: { a: 1, b: 2 }, joinedMetadata: { b: 2 } });
  });

  it("lets the last change of a key count, not the last repetition", () => {
    const { metadata, joinedMetadata } = mergeMetadata([
      said(OWNER, { a: 1, b: [1] }),
      said(7, { a: 2, b: [2] }),
      said(OWNER, { a: 1, b: [1], c: 1 }),
      said(8, { c: 3 }),
      said(7, { a: 2, b: [2] }),
      said(OWNER, { a: 1, b: [3], c: 1 }),
    ]);
    expect(metadata).toEqual({ a: 2, b: [3], c: 3 });
    expect(joinedMetadata).toEqual({ a: 2, c: 3 });
  });

  it("takes any key", () => {
    const { metadata } = mergeMetadata([said(OWNER, JSON.parse('{"__proto__": 1, "constructor": 2}'))]);
    expect(Object.entries(metadata)).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
  });
});
