import { posix } from "node:path";
import type { Problem } from "../problem.js";
import type { Document, Link } from "./parse-document.js";

/**
 * The relative links that lead nowhere. Links to other sites are not followed.
 *
 * @param exists whether there is a file or directory at a path relative to the root
 */
export function findLinkProblems(
  documents: readonly Document[],
  exists: (path: string) => boolean,
): readonly Problem[] {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  return documents.flatMap((document) =>
    document.links.flatMap((link) => {
      const problem = isRelative(link.target) ? problemOf(link, document, byPath, exists) : undefined;
      return problem === undefined ? [] : [problem];
    }),
  );
}

function isRelative(target: string): boolean {
  return !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(target);
}

function problemOf(
  { target, line }: Link,
  document: Document,
  byPath: ReadonlyMap<string, Document>,
  exists: (path: string) => boolean,
): Problem | undefined {
  const [file = "", anchor] = target.split("#").map(decodeURIComponent);
  const path =
    file === "" ? document.path : posix.join(posix.dirname(document.path), file).replace(/\/$/, "");
  const at = { path: document.path, line };
  if (path.startsWith("..") || file.startsWith("/") || !exists(path)) {
    return {
      ...at,
      found: `the link "${target}" leads to nothing`,
      expected: `a file or directory at ${path}`,
      fix: "correct the path; it is relative to this file",
    };
  }
  const destination = byPath.get(path);
  if (anchor === undefined || destination === undefined || destination.anchors.has(anchor)) return undefined;
  return {
    ...at,
    found: `the link "${target}" leads to no heading`,
    expected: `one of ${[...destination.anchors].map((name) => `#${name}`).join(", ") || "none: it has no heading"}`,
    fix: "correct the anchor, or the heading",
  };
}
