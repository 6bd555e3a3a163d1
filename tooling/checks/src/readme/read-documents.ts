import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "../workspace/list-files.js";
import { type Document, parseDocument } from "./parse-document.js";

/** Every markdown file of the repository. */
export function readDocuments(root: string): readonly Document[] {
  return listFiles(root, ".", [".md"]).map((path) =>
    parseDocument(path, readFileSync(join(root, path), "utf8")),
  );
}
