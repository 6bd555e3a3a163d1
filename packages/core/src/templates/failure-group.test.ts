import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../tests/arbitraries.js";
import { failureFeatures } from "../similarity/failure-features.js";
import { hashText } from "../similarity/hash-text.js";
import { failureGroup, GROUPED_LENGTH } from "./failure-group.js";
import { failureTemplate } from "./failure-template.js";

describe("failureGroup", () => {
  it("is that of the template, and the same in the features of a failure", () => {
    fc.assert(
      fc.property(anyText, (message) => {
        const template = failureTemplate(message);
        expect(failureGroup(message)).toEqual({ group: hashText(template), template });
        expect(failureFeatures(message)?.group).toBe(hashText(template));
      }),
    );
  });

  it("looks at the first 4,096 characters of a message, and at no half of a word", () => {
    for (const first of ["x", "xy", "xyz", "wxyz"]) {
      const list = `${"4711, ".repeat(GROUPED_LENGTH / 6)}of order`;
      expect(failureGroup(`${first} ${list}`).template).toBe(`${first} <*>,`);
    }
    expect(failureGroup(`${"1, ".repeat(GROUPED_LENGTH / 4)} a`).template).toBe("<*>, a");
    expect(failureGroup(`${" ".repeat(GROUPED_LENGTH)} a`).template).toBe("");
    expect(failureGroup("1,".repeat(GROUPED_LENGTH)).template).toBe("<*>,");
    expect(failureGroup(`.${"😀".repeat(GROUPED_LENGTH)}`).template.isWellFormed()).toBe(true);
  });

  it("keeps the first 1,000 characters of a template: frames further down make no group of their own", () => {
    const trace = "Error: lost\n    at call (/srv/app.js:10:5)".padEnd(1100, " frame");
    const { group, template } = failureGroup(`${trace} one`);
    expect(template).toHaveLength(1001);
    expect(template.endsWith("…")).toBe(true);
    expect(failureGroup(`${trace} another`).group).toBe(group);
    expect(failureGroup(`other ${trace}`).group).not.toBe(group);
  });

  it("takes a message of a megabyte", () => {
    expect(failureGroup("a b ".repeat(250_000)).template).toHaveLength(1000);
  });
});
