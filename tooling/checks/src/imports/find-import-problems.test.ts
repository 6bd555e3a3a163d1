import { describe, expect, it } from "vitest";
import type { Manifest, WorkspacePackage } from "../workspace/read-packages.js";
import { findGlobalProblems } from "./find-global-problems.js";
import { findImportProblems } from "./find-import-problems.js";
import { readSource } from "./read-source.js";

function member(directory: string, name: string, rest: Partial<Manifest> = {}): WorkspacePackage {
  const folder = directory.split("/")[0] as WorkspacePackage["folder"];
  return { folder, directory, manifest: { name, version: "0.0.0", ...rest } };
}

const core = member("packages/core", "@steptrace/core", { devDependencies: { "fast-check": "1" } });
const query = member("packages/query", "@steptrace/query", {
  dependencies: { "@steptrace/core": "1", "@steptrace/redis-context": "1", "drizzle-orm": "1" },
  devDependencies: { "@steptrace/test-utils": "1" },
});
const redis = member("packages/redis-context", "@steptrace/redis-context");
const cli = member("apps/cli", "steptrace", { dependencies: { "@steptrace/query": "1" } });
const page = member("apps/dashboard", "@steptrace/dashboard", { devDependencies: { react: "1" } });
const serving = member("apps/serving", "serving", { dependencies: { "@steptrace/dashboard": "1" } });
const utils = member("tooling/test-utils", "@steptrace/test-utils", { dependencies: { steptrace: "1" } });
const all = [core, query, redis, cli, page, serving, utils];

const found = (owner: WorkspacePackage, text: string, file = "src/a.ts") =>
  findImportProblems(readSource(`${owner.directory}/${file}`, text), owner, all).map(
    (problem) => problem.found,
  );

describe("findImportProblems", () => {
  it("accepts what points down and is declared", () => {
    const text = `import "@steptrace/core"; import "drizzle-orm/pg-core"; import "./b.js"; import "node:fs";`;
    expect(found(query, text)).toEqual([]);
    expect(found(cli, `import "@steptrace/query";`)).toEqual([]);
  });

  it("refuses an import from the side or from above", () => {
    expect(found(query, `import "@steptrace/redis-context";`)).toEqual([
      "@steptrace/query imports @steptrace/redis-context",
    ]);
    expect(found(redis, `import type { Q } from "@steptrace/query";`)).toEqual([
      "@steptrace/redis-context imports @steptrace/query",
    ]);
  });

  it("refuses everything but async_hooks in core, and leaves its tests alone", () => {
    expect(found(core, `import "node:async_hooks";`)).toEqual([]);
    expect(found(core, `import "node:fs";`)).toEqual([`@steptrace/core imports "node:fs"`]);
    expect(found(core, `import "fast-check";`)).toEqual([`@steptrace/core imports "fast-check"`]);
    expect(found(core, `import "fast-check"; import "node:fs";`, "src/a.test.ts")).toEqual([]);
  });

  it("refuses to import an app, even for tooling", () => {
    expect(found(utils, `import "steptrace";`)).toEqual(["@steptrace/test-utils imports steptrace"]);
  });

  it("lets another app take the page, and the page bundle what is only installed to build it", () => {
    expect(found(serving, `import "@steptrace/dashboard";`)).toEqual([]);
    expect(found(page, `import "react";`, "src/main.tsx")).toEqual([]);
    expect(found(page, `import "react";`, "src/index.ts")).toEqual([`"react" is not declared`]);
    expect(found(page, `import "vue";`, "src/main.tsx")).toEqual([`"vue" is not declared`]);
  });

  it("lets only tests import tooling", () => {
    const text = `import "@steptrace/test-utils";`;
    expect(found(query, text)).toEqual(["@steptrace/query imports @steptrace/test-utils"]);
    expect(found(query, text, "tests/a.test.ts")).toEqual([]);
    expect(found(query, text, "tests/support/a.ts")).toEqual([]);
  });

  it("refuses deep imports and relative ones out of the package", () => {
    expect(found(query, `import "@steptrace/core/src/a.js";`)).toHaveLength(1);
    expect(found(query, `import "../../core/src/a.js";`)).toEqual([
      `"../../core/src/a.js" leaves packages/query`,
    ]);
  });

  it("refuses what is not declared, and takes the types of a package from @types", () => {
    expect(found(redis, `import "ioredis";`)).toEqual([`"ioredis" is not declared`]);
    const typed = member("packages/query", "@steptrace/query", { devDependencies: { "@types/pg": "1" } });
    expect(found(typed, `import type { Pool } from "pg";`)).toEqual([]);
    expect(found(typed, `import { Pool } from "pg";`)).toEqual([`"pg" is not declared`]);
  });

  it("keeps libraries off the process module", () => {
    expect(found(redis, `import { env } from "node:process";`)).toEqual([`a library imports "node:process"`]);
  });

  it("says where, what was expected and how to mend it", () => {
    const source = readSource("packages/redis-context/src/a.ts", `\nimport "ioredis";`);
    expect(findImportProblems(source, redis, all)).toEqual([
      {
        path: "packages/redis-context/src/a.ts",
        line: 2,
        found: `"ioredis" is not declared`,
        expected: "ioredis in the dependencies of packages/redis-context/package.json",
        fix: "declare it there, or do without it",
      },
    ]);
  });
});

describe("findGlobalProblems", () => {
  const used = (owner: WorkspacePackage, text: string) =>
    findGlobalProblems(readSource(`${owner.directory}/src/a.ts`, text), owner).map(
      (problem) => problem.found,
    );

  it("refuses the environment, output and exit in libraries", () => {
    expect(used(query, "console.log(process.env.A); process.exit();")).toHaveLength(3);
    expect(used(query, "process.pid; process.on('exit', f);")).toEqual([]);
    expect(used(core, "process.pid;")).toEqual(["a library uses process.pid"]);
  });

  it("lets apps use them", () => {
    expect(used(cli, "console.log(process.env.A);")).toEqual([]);
  });
});
