import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../problem.js";
import { listFiles } from "../workspace/list-files.js";
import { readPackages } from "../workspace/read-packages.js";
import { findGlobalProblems } from "./find-global-problems.js";
import { findImportProblems } from "./find-import-problems.js";
import { readSource } from "./read-source.js";

/** Reads every source file of the workspace and gives what breaks the layers. */
export function checkImports(root: string): readonly Problem[] {
  const packages = readPackages(root);
  return packages.flatMap((owner) =>
    listFiles(root, owner.directory, [".ts", ".tsx"]).flatMap((path) => {
      const source = readSource(path, readFileSync(join(root, path), "utf8"));
      return [...findImportProblems(source, owner, packages), ...findGlobalProblems(source, owner)];
    }),
  );
}
