import { parseSync, Visitor } from "oxc-parser";

/** What a source file takes from outside of itself. */
export interface Source {
  /** Relative to the root, with slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalUse[];
}

export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** A use of a member of `process` or `console`: `process.env`. */
interface GlobalUse {
  readonly name: string;
  readonly line: number;
}

interface Node {
  readonly start: number;
}

/**
 * Parses a source file and collects its imports, static, dynamic and in types, and its uses of `process` and `console`.
 *
 * @throws when the file cannot be parsed
 */
export function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new SyntaxError(`${path} cannot be parsed: ${errors[0].message}`);
  const imports: Import[] = [];
  const globals: GlobalUse[] = [];
  const lineOf = (node: Node) => text.slice(0, node.start).split("\n").length;
  const add = (node: Node, source: object | null, typeOnly: boolean) => {
    if (source === null || !("value" in source) || typeof source.value !== "string") return;
    imports.push({ specifier: source.value, typeOnly, line: lineOf(node) });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node, node.source, node.importKind === "type"),
    ExportNamedDeclaration: (node) => add(node, node.source, node.exportKind === "type"),
    ExportAllDeclaration: (node) => add(node, node.source, node.exportKind === "type"),
    ImportExpression: (node) => add(node, node.source, false),
    TSImportType: (node) => add(node, node.source, true),
    MemberExpression: ({ object, property, start }) => {
      if (object.type !== "Identifier" || !["process", "console"].includes(object.name)) return;
      const member =
        property.type === "Identifier" ? property.name : text.slice(property.start, property.end);
      globals.push({ name: `${object.name}.${member}`, line: lineOf({ start }) });
    },
  }).visit(program);
  return { path, imports, globals };
}
