import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

const MISTAKES = [
  "export const limit = ;\n",
  "import { readFile } from;\n",
  "export function check(files {\n  return files.length;\n}\n",
];

/** Writes each file as if the disk had been full: the first half of it. */
export function writeBrokenConfigs(directory: string, files: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, "utf8");
      const path = join(directory, basename(file));
      await writeFile(path, text.slice(0, text.length / 2));
      return path;
    }),
  );
}

/** Writes modules that do not parse, each for another reason. */
export function writeBrokenScripts(directory: string): Promise<readonly string[]> {
  return Promise.all(
    MISTAKES.map(async (source, index) => {
      const path = join(directory, `mistake-${index + 1}.mjs`);
      await writeFile(path, source);
      return path;
    }),
  );
}
