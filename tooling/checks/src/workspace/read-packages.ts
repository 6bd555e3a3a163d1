import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The parts of a package.json that are looked at. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: unknown;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** One package of the workspace. */
export interface WorkspacePackage {
  readonly folder: Folder;
  /** Relative to the root: `packages/core`. */
  readonly directory: string;
  readonly manifest: Manifest;
}

const folders = ["packages", "apps", "tooling"] as const;

type Folder = (typeof folders)[number];

/** All packages below `root`, in the order of their directories. */
export function readPackages(root: string): readonly WorkspacePackage[] {
  return folders.flatMap((folder) =>
    directoriesOf(root, folder).map((directory) => ({
      folder,
      directory,
      manifest: readManifest(join(root, directory)),
    })),
  );
}

/** Reads the package.json of a directory. */
export function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
}

function directoriesOf(root: string, folder: Folder): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .sort()
    .map((name) => `${folder}/${name}`)
    .filter((directory) => existsSync(join(root, directory, "package.json")));
}
