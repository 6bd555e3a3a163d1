import { basename } from "node:path";
import type { Document, Snippet } from "./parse-document.js";

/** A snippet that is a module. */
export interface CodeSnippet extends Snippet {
  /** The file that it stands in, relative to the root. */
  readonly path: string;
  /** The name of the file that it is written to, which tells where it comes from. */
  readonly fileName: string;
  /** Whether it is marked to be run. */
  readonly runs: boolean;
}

const extensions: Readonly<Record<string, string>> = {
  ts: "ts",
  typescript: "ts",
  js: "js",
  javascript: "js",
};

/** The TypeScript and JavaScript of the documents, but for what is marked `no-check`, and for changelogs. */
export function codeSnippets(documents: readonly Document[]): readonly CodeSnippet[] {
  return documents
    .filter(({ path }) => basename(path) !== "CHANGELOG.md")
    .flatMap(({ path, snippets }) =>
      snippets.flatMap((snippet) => {
        const extension = extensions[snippet.language];
        if (extension === undefined || snippet.marks.includes("no-check")) return [];
        const fileName = `${path.replaceAll("/", "__")}.${snippet.line}.${extension}`;
        return [{ ...snippet, path, fileName, runs: snippet.marks.includes("run") }];
      }),
    );
}
