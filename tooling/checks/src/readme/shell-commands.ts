import type { Document } from "./parse-document.js";

/** One command in a shell snippet. */
export interface ShellCommand {
  /** The file that it stands in, relative to the root. */
  readonly path: string;
  readonly line: number;
  readonly words: readonly string[];
}

const shells = new Set(["sh", "bash", "shell", "console"]);

/** The commands in the shell snippets of the documents: without prompts, comments, variables set before them, and pipes. */
export function shellCommands(documents: readonly Document[]): readonly ShellCommand[] {
  return documents.flatMap(({ path, snippets }) =>
    snippets
      .filter(({ language }) => shells.has(language))
      .flatMap(({ code, line }) =>
        logicalLines(code).flatMap(({ text, offset }) =>
          text.split(/\s*(?:&&|\|\||[|;])\s*/).flatMap((command) => {
            const words = wordsOf(command);
            return words.length === 0 ? [] : [{ path, line: line + offset, words }];
          }),
        ),
      ),
  );
}

/** Lines, where one that ends with a backslash goes on in the next. */
function logicalLines(code: string): { text: string; offset: number }[] {
  const lines: { text: string; offset: number }[] = [];
  let unfinished: { text: string; offset: number } | undefined;
  for (const [offset, physical] of code.split("\n").entries()) {
    const line = unfinished ?? { text: "", offset };
    line.text += physical.replace(/\\$/, " ");
    unfinished = physical.endsWith("\\") ? line : undefined;
    if (unfinished === undefined) lines.push(line);
  }
  return lines;
}

function wordsOf(command: string): string[] {
  const words = command
    .replace(/^\s*\$\s+/, "")
    .replace(/(^|\s)#.*$/, "")
    .split(/\s+/)
    .filter(Boolean);
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  return first === -1 ? [] : words.slice(first);
}
