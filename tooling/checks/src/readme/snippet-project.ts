import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { readPackages } from "../workspace/read-packages.js";
import type { CodeSnippet } from "./code-snippets.js";

/** A directory in which the snippets stand as modules of somebody who has installed everything. */
export interface SnippetProject {
  readonly directory: string;
  remove(): void;
}

/** The settings of a plain project: what a reader's compiler says, and not only ours. */
const tsconfig = {
  compilerOptions: {
    target: "ES2023",
    module: "NodeNext",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    allowJs: true,
    checkJs: true,
    rootDir: ".",
    outDir: "out",
  },
  include: ["*.ts", "*.js"],
};

/** Writes the snippets to a new directory below the root, from where every package of the workspace can be imported. */
export function makeSnippetProject(root: string, snippets: readonly CodeSnippet[]): SnippetProject {
  const directory = mkdtempSync(join(root, ".snippets-"));
  writeFileSync(join(directory, "package.json"), JSON.stringify({ private: true, type: "module" }));
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify(tsconfig));
  for (const { fileName, code, line } of snippets) {
    // Blank lines before the code: the compiler then names the lines of the document.
    writeFileSync(join(directory, fileName), "\n".repeat(line - 1) + code);
  }
  linkPackages(root, join(directory, "node_modules"));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

function linkPackages(root: string, modules: string): void {
  for (const { directory, manifest } of readPackages(root)) {
    link(join(root, directory), join(modules, manifest.name));
    const installed = join(root, directory, "node_modules");
    for (const name of installedNames(installed)) link(join(installed, name), join(modules, name));
  }
}

function installedNames(modules: string): string[] {
  if (!existsSync(modules)) return [];
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith(".")) return [];
    return name.startsWith("@")
      ? readdirSync(join(modules, name)).map((member) => `${name}/${member}`)
      : [name];
  });
}

function link(target: string, path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(realpathSync(target), path);
}
