import GithubSlugger from "github-slugger";
import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";

/** What the checks look at in one markdown file. */
export interface Document {
  /** Relative to the root. */
  readonly path: string;
  readonly snippets: readonly Snippet[];
  readonly links: readonly Link[];
  /** What a link to `#…` in this file can name. */
  readonly anchors: ReadonlySet<string>;
}

/** A block of code. */
export interface Snippet {
  /** The first word of the fence: `ts`. */
  readonly language: string;
  /** The other words of the fence: `run`, `no-check`. */
  readonly marks: readonly string[];
  readonly code: string;
  /** The line of the first line of code. */
  readonly line: number;
}

export interface Link {
  readonly target: string;
  readonly line: number;
}

/** Reads a markdown file; anchors are made as GitHub makes them. */
export function parseDocument(path: string, text: string): Document {
  const tree = fromMarkdown(text);
  return { path, snippets: snippetsOf(tree), links: linksOf(tree), anchors: anchorsOf(tree) };
}

function snippetsOf(tree: Root): Snippet[] {
  const snippets: Snippet[] = [];
  visit(tree, "code", (node) => {
    const marks = node.meta?.split(/\s+/) ?? [];
    snippets.push({ language: node.lang ?? "", marks, code: node.value, line: lineOf(node) + 1 });
  });
  return snippets;
}

function linksOf(tree: Root): Link[] {
  const links: Link[] = [];
  visit(tree, (node) => {
    if ("url" in node) links.push({ target: node.url, line: lineOf(node) });
    else if (node.type === "html") {
      for (const target of attributes(node.value, "href|src")) links.push({ target, line: lineOf(node) });
    }
  });
  return links;
}

function anchorsOf(tree: Root): Set<string> {
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  visit(tree, (node) => {
    if (node.type === "heading") anchors.add(slugger.slug(textOf(node)));
    else if (node.type === "html") for (const id of attributes(node.value, "id|name")) anchors.add(id);
  });
  return anchors;
}

function attributes(html: string, names: string): string[] {
  const found = html.matchAll(new RegExp(`\\b(?:${names})="([^"]+)"`, "g"));
  return [...found].flatMap(([, value]) => value ?? []);
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}
