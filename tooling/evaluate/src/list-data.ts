import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The files below a folder whose names end so, in the order of their paths; none where there is no such folder. */
export function listData(folder: string, ending: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true })
      .map(String)
      .filter((path) => path.endsWith(ending))
      .sort()
      .map((path) => join(folder, path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
