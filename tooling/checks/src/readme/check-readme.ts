import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../problem.js";
import { checkCode } from "./check-code.js";
import { findCommandProblems } from "./find-command-problems.js";
import { findLinkProblems } from "./find-link-problems.js";
import { knownCommands } from "./known-commands.js";
import { readDocuments } from "./read-documents.js";
import { shellCommands } from "./shell-commands.js";

/** Checks what the documents promise: links, commands, and code that compiles and runs. The packages must be built. */
export async function checkReadme(root: string): Promise<readonly Problem[]> {
  const documents = readDocuments(root);
  return [
    ...findLinkProblems(documents, (path) => existsSync(join(root, path))),
    ...(await findCommandProblems(shellCommands(documents), knownCommands(root))),
    ...(await checkCode(root, documents)),
  ];
}
