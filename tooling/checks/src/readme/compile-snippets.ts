import type { Problem } from "../problem.js";
import { runProgram } from "../run-program.js";
import type { CodeSnippet } from "./code-snippets.js";

const diagnostic = /^(.+)\((\d+),\d+\): error (.*)$/;

/** Compiles the snippets in `directory` to its `out`, and gives what the compiler says. */
export async function compileSnippets(
  directory: string,
  snippets: readonly CodeSnippet[],
): Promise<readonly Problem[]> {
  const { succeeded, output } = await runProgram("tsc", ["-p", "tsconfig.json", "--pretty", "false"], {
    cwd: directory,
  });
  if (succeeded) return [];
  const problems = output.split("\n").flatMap((text) => {
    const [, file, line, message] = diagnostic.exec(text) ?? [];
    const snippet = snippets.find(({ fileName }) => fileName === file);
    return snippet && line && message ? [toProblem(snippet.path, Number(line), message)] : [];
  });
  return problems.length > 0 ? problems : [toProblem("README.md", 1, output)];
}

function toProblem(path: string, line: number, message: string): Problem {
  return {
    path,
    line,
    found: message,
    expected: "the snippet compiles as it stands, against the built packages",
    fix: "correct it; mark it `no-check` only when it is a bare signature",
  };
}
