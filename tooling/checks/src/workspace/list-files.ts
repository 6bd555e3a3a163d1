import { readdirSync } from "node:fs";
import { join } from "node:path";

const skipped = new Set(["node_modules", "dist"]);

/**
 * All files below a directory whose name ends with one of `endings`, sorted, relative to `root`. What is installed, built
 * or hidden is left out.
 */
export function listFiles(root: string, directory: string, endings: readonly string[]): readonly string[] {
  const entries = readdirSync(join(root, directory), { withFileTypes: true });
  return entries
    .filter(({ name }) => !skipped.has(name) && !name.startsWith("."))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return listFiles(root, path, endings);
      return endings.some((ending) => path.endsWith(ending)) ? [path] : [];
    })
    .sort();
}
