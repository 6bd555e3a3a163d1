import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { Problem } from "../problem.js";
import type { WorkspacePackage } from "../workspace/read-packages.js";
import { isTestFile } from "./is-test-file.js";
import { bundled, layers, pure } from "./layers.js";
import { packageOf } from "./package-of.js";
import type { Import, Source } from "./read-source.js";

type Finding = Omit<Problem, "path" | "line">;

/** A rule looks at one import, and says what is wrong with it. */
type Rule = (
  imported: Import,
  source: Source,
  owner: WorkspacePackage,
  all: readonly WorkspacePackage[],
) => Finding | undefined;

/** Everything that is wrong with the imports of one file. */
export function findImportProblems(
  source: Source,
  owner: WorkspacePackage,
  all: readonly WorkspacePackage[],
): readonly Problem[] {
  return source.imports.flatMap((imported) => {
    const finding = firstFinding(imported, source, owner, all);
    return finding === undefined ? [] : [{ path: source.path, line: imported.line, ...finding }];
  });
}

function firstFinding(...args: Parameters<Rule>): Finding | undefined {
  for (const rule of rules) {
    const finding = rule(...args);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

const staysInside: Rule = ({ specifier }, { path }, owner) => {
  if (!specifier.startsWith(".")) return undefined;
  const target = posix.join(posix.dirname(path), specifier);
  if (target.startsWith(`${owner.directory}/`)) return undefined;
  return {
    found: `"${specifier}" leaves ${owner.directory}`,
    expected: "a relative import stays inside its package",
    fix: "import the other package by its name",
  };
};

const entersByTheDoor: Rule = ({ specifier }, _source, _owner, all) => {
  const name = packageOf(specifier);
  if (!all.some(({ manifest }) => manifest.name === name)) return undefined;
  if (!/^\/(src|dist)(\/|$)/.test(specifier.slice(name.length))) return undefined;
  return {
    found: `"${specifier}" reaches into the files of ${name}`,
    expected: `what ${name} exports`,
    fix: `import from "${name}", and export there what is missing`,
  };
};

const staysPure: Rule = ({ specifier }, { path }, owner) => {
  if (owner.manifest.name !== pure.name || isTestFile(path) || specifier.startsWith(".")) return undefined;
  if (pure.builtins.some((allowed) => allowed === specifier)) return undefined;
  return {
    found: `${pure.name} imports "${specifier}"`,
    expected: `${pure.name} imports nothing but ${pure.builtins.join(", ")}`,
    fix: "take it as an argument (a port), and implement that in a package above",
  };
};

const keepsOffTheProcess: Rule = ({ specifier }, { path }, owner) => {
  if (owner.folder !== "packages" || isTestFile(path)) return undefined;
  if (!/^(node:)?(process|console)$/.test(specifier)) return undefined;
  return {
    found: `a library imports "${specifier}"`,
    expected: "only apps/ read the environment, print or exit",
    fix: "take what is needed as an option",
  };
};

const pointsDown: Rule = ({ specifier }, { path }, owner, all) => {
  const target = all.find(({ manifest }) => manifest.name === packageOf(specifier));
  if (target === undefined || target === owner) return undefined;
  const { name } = target.manifest;
  const found = `${owner.manifest.name} imports ${name}`;
  if (target.folder === "apps" && !(owner.folder === "apps" && name === bundled.name)) {
    return { found, expected: "nobody imports an app", fix: "move what is shared into packages/" };
  }
  if (isTestFile(path) || owner.folder === "tooling") return undefined;
  if (target.folder === "tooling") {
    return {
      found,
      expected: "only tests import from tooling/",
      fix: "move it into packages/, or into a test",
    };
  }
  const allowed = layers[owner.manifest.name] ?? [];
  if (owner.folder === "apps" || allowed.includes(name)) return undefined;
  return {
    found,
    expected: `of ours, ${owner.manifest.name} imports only: ${allowed.join(", ") || "nothing"}`,
    fix: "move what is needed into a lower layer, or take it as an argument (the table is layers.ts of the checks)",
  };
};

const isDeclared: Rule = ({ specifier, typeOnly }, { path }, { manifest, directory }) => {
  if (specifier.startsWith(".") || isBuiltin(specifier)) return undefined;
  const name = packageOf(specifier);
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } = manifest;
  const shipped = { ...dependencies, ...peerDependencies, ...optionalDependencies };
  const development = { ...shipped, ...devDependencies };
  const isForDevelopment = isTestFile(path) || (manifest.name === bundled.name && path !== bundled.entry);
  const declared = isForDevelopment ? development : shipped;
  if (name === manifest.name || name in declared) return undefined;
  if (typeOnly && `@types/${name}` in development) return undefined;
  const wanted = isForDevelopment ? "devDependencies" : "dependencies";
  return {
    found: `"${specifier}" is not declared`,
    expected: `${name} in the ${wanted} of ${directory}/package.json`,
    fix: "declare it there, or do without it",
  };
};

const rules: readonly Rule[] = [
  staysInside,
  entersByTheDoor,
  staysPure,
  keepsOffTheProcess,
  pointsDown,
  isDeclared,
];
