import { InvalidArgumentError } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { resolveOptions } from "./resolve-options.js";

describe("resolveOptions", () => {
  it("has a default for each", () => {
    expect(resolveOptions({})).toEqual({
      ttlSeconds: 3600,
      keyPrefix: "trace_context:",
      commandTimeoutMs: 500,
    });
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "60", null, 2 ** 53])(
    "refuses ttlSeconds %s",
    (value) => {
      expect(() => resolveOptions({ ttlSeconds: value as never })).toThrow(InvalidArgumentError);
    },
  );

  it.each([0, -1, 1.5, Number.NaN, "500", 2 ** 31])("refuses commandTimeoutMs %s", (value) => {
    expect(() => resolveOptions({ commandTimeoutMs: value as never })).toThrow(InvalidArgumentError);
  });

  it.each(["", 7, null, {}])("refuses keyPrefix %j", (value) => {
    expect(() => resolveOptions({ keyPrefix: value as never })).toThrow(InvalidArgumentError);
  });
});
