import type { Problem } from "../problem.js";
import { codeSnippets } from "./code-snippets.js";
import { compileSnippets } from "./compile-snippets.js";
import type { Document } from "./parse-document.js";
import { runSnippets } from "./run-snippets.js";
import { makeSnippetProject } from "./snippet-project.js";

/** Compiles the code of the documents, and runs what is marked `run` when all of it compiles. */
export async function checkCode(root: string, documents: readonly Document[]): Promise<readonly Problem[]> {
  const snippets = codeSnippets(documents);
  if (snippets.length === 0) return [];
  const project = makeSnippetProject(root, snippets);
  try {
    const problems = await compileSnippets(project.directory, snippets);
    return problems.length > 0 ? problems : await runSnippets(project.directory, snippets);
  } finally {
    project.remove();
  }
}
