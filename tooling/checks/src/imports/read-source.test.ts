import { describe, expect, it } from "vitest";
import { readSource } from "./read-source.js";

const specifiers = (text: string) => readSource("a.ts", text).imports.map(({ specifier }) => specifier);

describe("readSource", () => {
  it("finds every form of import", () => {
    const text = `
      import a from "a";
      import "b";
      export { c } from "c";
      export * from "d";
      const e = await import("e");
      let f: import("f").F;
      import type { G } from "g";`;
    expect(specifiers(text).sort()).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  });

  it("is not deceived by comments and strings", () => {
    expect(specifiers(`// import a from "a"\nconst b = 'import c from "c"';`)).toEqual([]);
  });

  it("gives lines, and says which imports are of types only", () => {
    const { imports } = readSource("a.ts", `\nimport type { A } from "a";\nimport { B } from "b";`);
    expect(imports).toEqual([
      { specifier: "a", typeOnly: true, line: 2 },
      { specifier: "b", typeOnly: false, line: 3 },
    ]);
  });

  it("finds the uses of process and console, and not those of a member of that name", () => {
    const { globals } = readSource("a.ts", `console.log(process.env["A"]);\nthis.process.env;`);
    expect(globals.map(({ name }) => name).sort()).toEqual(["console.log", "process.env"]);
  });

  it("refuses what it cannot parse", () => {
    expect(() => readSource("a.ts", "import {")).toThrow(/a\.ts cannot be parsed/);
  });
});
