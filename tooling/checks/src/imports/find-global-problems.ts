import type { Problem } from "../problem.js";
import type { WorkspacePackage } from "../workspace/read-packages.js";
import { isTestFile } from "./is-test-file.js";
import { pure } from "./layers.js";
import type { Source } from "./read-source.js";

const forbidden = /^(console\..*|process\.(env|argv|execArgv|exit|exitCode|stdin|stdout|stderr|chdir))$/;

/** Where a library reads the environment, prints or exits; where the pure package touches the process at all. */
export function findGlobalProblems(source: Source, owner: WorkspacePackage): readonly Problem[] {
  if (owner.folder !== "packages" || isTestFile(source.path)) return [];
  const isPure = owner.manifest.name === pure.name;
  return source.globals
    .filter(({ name }) => isPure || forbidden.test(name))
    .map(({ name, line }) => ({
      path: source.path,
      line,
      found: `a library uses ${name}`,
      expected: isPure ? `${pure.name} knows no process` : "only apps/ read the environment, print or exit",
      fix: "take what is needed as an option, and report through a callback or an error",
    }));
}
