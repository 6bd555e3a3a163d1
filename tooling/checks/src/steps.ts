import { buildWorkspace } from "@steptrace/build";
import { checkImports } from "./imports/check-imports.js";
import { checkPackages } from "./packages/check-packages.js";
import { formatProblem } from "./problem.js";
import { checkReadme } from "./readme/check-readme.js";
import { runProgram } from "./run-program.js";
import type { Step } from "./step.js";
import { root } from "./workspace/root.js";

/** All checks, the quick ones first. */
export const steps: readonly Step[] = [
  {
    name: "format",
    claim: "Biome finds nothing to format and nothing to complain about",
    run: () => program("biome", ["ci", "--error-on-warnings", "--colors=off", "."]),
  },
  {
    name: "imports",
    claim: "imports point down the layers and are declared",
    run: async () => checkImports(root).map(formatProblem),
  },
  {
    name: "build",
    claim: "every package builds",
    run: async () => (buildWorkspace() ? [] : ["the build failed, see above"]),
  },
  {
    name: "types",
    claim: "sources and tests compile together",
    run: () => program("tsc", ["--noEmit", "--pretty", "false", "-p", "tsconfig.json"]),
  },
  {
    name: "unused",
    claim: "knip finds no unused file, export or dependency",
    run: () => program("knip", ["--no-progress"]),
  },
  {
    name: "packages",
    claim: "publint and attw accept every package as it would be published",
    run: () => checkPackages(root),
  },
  {
    name: "readme",
    claim: "links, commands and code of the documents hold",
    run: async () => (await checkReadme(root)).map(formatProblem),
  },
];

async function program(file: string, args: readonly string[]): Promise<readonly string[]> {
  const { succeeded, output } = await runProgram(file, args);
  return succeeded ? [] : [output || `${file} ${args.join(" ")} failed without a word`];
}
