import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** What is not the repository's own, but made from it. */
const GENERATED: ReadonlySet<string> = new Set(["node_modules", "dist"]);

/** The paths of all files under a folder, hidden and generated ones left out. */
export async function walkFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (entry.name.startsWith(".") || GENERATED.has(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walkFiles(path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return found.flat();
}
