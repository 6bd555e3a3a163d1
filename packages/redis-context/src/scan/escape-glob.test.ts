import { describe, expect, it } from "vitest";
import { escapeGlob } from "./escape-glob.js";

describe("escapeGlob", () => {
  it("leaves a text without wildcards as it is", () => {
    expect(escapeGlob("trace_context:^a-b{c}")).toBe("trace_context:^a-b{c}");
  });

  it("escapes each character that a glob of Redis gives a meaning", () => {
    expect(escapeGlob("a*b?c[d]e\\f")).toBe("a\\*b\\?c\\[d\\]e\\\\f");
  });
});
