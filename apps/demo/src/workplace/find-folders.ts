import { readdir } from "node:fs/promises";
import { join } from "node:path";

const PARENTS = ["packages", "apps", "tooling"];

/** The packages of the repository, as paths from its root. */
export async function findFolders(root: string): Promise<readonly string[]> {
  const found = await Promise.all(
    PARENTS.map(async (parent) => {
      const entries = await readdir(join(root, parent), { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map((entry) => `${parent}/${entry.name}`);
    }),
  );
  return found.flat();
}
