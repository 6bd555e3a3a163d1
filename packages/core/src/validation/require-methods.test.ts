import { describe, expect, it } from "vitest";
import { hostileValues } from "../../tests/arbitraries.js";
import { requireMethods } from "./require-methods.js";

describe("requireMethods", () => {
  it("takes what has them, of its own or inherited", () => {
    const own = { close: () => {} };
    requireMethods("storage", own, ["close"]);
    requireMethods("storage", Object.create(own), ["close"]);
  });

  it.each([undefined, null, "postgres://localhost/db", {}, { close: 1 }, () => {}])("refuses %s", (value) => {
    expect(() => requireMethods("storage", value, ["close", "open"])).toThrow(
      "Invalid storage: expected an object with close, open; received",
    );
  });

  it("takes or refuses, whatever it is given", () => {
    for (const value of hostileValues()) {
      expect(() => requireMethods("storage", value, ["nothingHasThis"])).toThrow();
    }
  });
});
