import { expect, it } from "vitest";
import { errorLine } from "./error-line.js";

it("finds the line that names the error", () => {
  const stderr =
    "/tmp/mistake.mjs:1\nconst a = ;\n          ^\n\nSyntaxError: Unexpected token ';'\n\nNode.js v20.20.0\n";
  expect(errorLine(stderr)).toBe("SyntaxError: Unexpected token ';'");
});

it("takes the first line where none names an error", () => {
  expect(errorLine("\nno such host\nbye\n")).toBe("no such host");
});

it("says so where there is none", () => {
  expect(errorLine(" \n")).toBe("it said nothing");
});
