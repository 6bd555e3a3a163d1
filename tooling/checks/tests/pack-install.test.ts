import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseTest } from "@steptrace/test-utils";
import { afterAll, beforeAll, describe, expect, inject } from "vitest";
import { type PackedPackage, packPackages } from "../src/packages/pack-packages.js";
import { type CodeSnippet, codeSnippets } from "../src/readme/code-snippets.js";
import { readDocuments } from "../src/readme/read-documents.js";
import { type ProgramOptions, type ProgramResult, runProgram } from "../src/run-program.js";
import { root } from "../src/workspace/root.js";

const test = databaseTest();

/** A user's project: it holds nothing but the packages as they would be published, and what these need. */
let project: string;
let packages: readonly PackedPackage[];

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "steptrace-install-"));
  const archives = join(project, "archives");
  await mkdir(archives);
  packages = await packPackages(root, archives);
  await writeFile(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const tarballs = packages.map(({ tarball }) => tarball);
  await expectSuccess("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs]);
}, 120_000);

afterAll(() => rm(project, { recursive: true, force: true }));

describe("the packages as they would be published", () => {
  test("can be imported", async () => {
    const libraries = packages.filter(({ isLibrary }) => isLibrary);
    const code = libraries.map(({ name }) => `await import("${name}");`).join("\n");
    await writeFile(join(project, "import-all.js"), code);
    await expectSuccess("node", ["import-all.js"]);
  });

  test("run the README's quick start, compiled with a plain configuration", async ({ db }) => {
    await compile("quick-start", findQuickStart());
    const env = { DATABASE_URL: db.url, REDIS_URL: inject("redisUrl") };
    await expectSuccess("node", ["out/quick-start.js"], { env });
  }, 120_000);

  test("bring the command", async () => {
    const { output } = await expectSuccess("npx", ["--no-install", "steptrace", "--version"]);
    expect(output).toMatch(/^\d+\.\d+\.\d+/m);
  });
});

/** The first code of the README that runs. */
function findQuickStart(): CodeSnippet {
  const readme = readDocuments(root).filter(({ path }) => path === "README.md");
  const quickStart = codeSnippets(readme).find(({ runs }) => runs);
  if (quickStart === undefined) throw new Error("Expected a ```ts run block in README.md; found none.");
  return quickStart;
}

async function compile(name: string, snippet: CodeSnippet): Promise<void> {
  await writeFile(join(project, `${name}.ts`), snippet.code);
  const compilerOptions = {
    target: "ES2023",
    module: "NodeNext",
    strict: true,
    skipLibCheck: true,
    outDir: "out",
    rootDir: ".",
    typeRoots: [join(root, "node_modules/@types")],
    types: ["node"],
  };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
  await expectSuccess("tsc", ["-p", "tsconfig.json", "--pretty", "false"]);
}

async function expectSuccess(
  file: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const result = await runProgram(file, args, { cwd: project, timeout: 120_000, ...options });
  expect(result, result.output).toMatchObject({ succeeded: true });
  return result;
}
