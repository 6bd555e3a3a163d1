import { describe, expect, it } from "vitest";
import { selectSteps } from "./select-steps.js";

const steps = ["format", "types", "readme"].map((name) => ({ name, claim: name, run: async () => [] }));

describe("selectSteps", () => {
  it("takes all steps when none is named", () => {
    expect(selectSteps(steps, [])).toEqual(steps);
  });

  it("keeps the order of the steps", () => {
    expect(selectSteps(steps, ["readme", "format"]).map(({ name }) => name)).toEqual(["format", "readme"]);
  });

  it("names the steps that there are when one is unknown", () => {
    expect(() => selectSteps(steps, ["typos"])).toThrow(
      `no check "typos". Expected any of: format, types, readme`,
    );
  });
});
