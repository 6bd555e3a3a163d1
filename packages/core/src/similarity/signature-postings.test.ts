import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countShared, type NumberedSignature, packSignatures } from "./signature-postings.js";

const word = fc.constantFrom(..."abcdefgh");
const signatures: fc.Arbitrary<readonly NumberedSignature[]> = fc.uniqueArray(
  fc.record({
    size: fc.integer({ min: 1, max: 3 }),
    // On both sides of the end of the first block.
    number: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 65_530, max: 65_545 })),
    skeleton: fc.uniqueArray(word),
  }),
  { selector: ({ size, number }) => `${size} ${number}` },
);

/** As the packing takes them. */
function inOrder(list: readonly NumberedSignature[]): readonly NumberedSignature[] {
  return list.toSorted((a, b) => a.number - b.number);
}

describe("countShared", () => {
  it("counts out of postings what comparing each signature would", () => {
    fc.assert(
      fc.property(signatures, fc.uniqueArray(word), (list, question) => {
        const postings = packSignatures(inOrder(list)).filter(({ token }) => question.includes(token));
        const counted = countShared(postings).flatMap(({ size, shared, numbers }) =>
          numbers.map((number) => `${size} ${number} ${shared}`),
        );
        const compared = list
          .map(({ size, number, skeleton }) => ({
            key: `${size} ${number}`,
            shared: skeleton.filter((token) => question.includes(token)).length,
          }))
          .filter(({ shared }) => shared > 0)
          .map(({ key, shared }) => `${key} ${shared}`);
        expect(counted.toSorted()).toEqual(compared.toSorted());
      }),
    );
  });

  it("gives signatures of one size that share as much together", () => {
    const postings = packSignatures([
      { size: 2, number: 0, skeleton: ["a", "b"] },
      { size: 2, number: 1, skeleton: ["a", "c"] },
      { size: 3, number: 0, skeleton: ["a", "b"] },
    ]);
    expect(countShared(postings.filter(({ token }) => token !== "c"))).toEqual([
      { size: 2, shared: 2, numbers: [0] },
      { size: 2, shared: 1, numbers: [1] },
      { size: 3, shared: 2, numbers: [0] },
    ]);
  });
});

describe("packSignatures", () => {
  it("writes places as two bytes, little-endian, in base64", () => {
    const skeleton = ["a"];
    expect(
      packSignatures([
        { size: 5, number: 1, skeleton },
        { size: 5, number: 258, skeleton },
        { size: 5, number: 65_536 + 3, skeleton },
      ]),
    ).toEqual([
      { token: "a", size: 5, block: 0, places: Buffer.from([1, 0, 2, 1]).toString("base64") },
      { token: "a", size: 5, block: 1, places: Buffer.from([3, 0]).toString("base64") },
    ]);
  });
});
