import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The directory on PATH, or else among `others`, that holds the program; undefined when none does. */
export async function findProgram(name: string, others: readonly string[] = []): Promise<string | undefined> {
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  for (const directory of [...onPath, ...others]) {
    if (await isExecutable(join(directory, name))) return directory;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
