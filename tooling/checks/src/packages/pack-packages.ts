import { join } from "node:path";
import { runProgram } from "../run-program.js";
import { readPackages } from "../workspace/read-packages.js";

/** A public package as it would be published. */
export interface PackedPackage {
  readonly name: string;
  /** Relative to the root. */
  readonly directory: string;
  /** Whether it can be imported; a package of commands alone cannot. */
  readonly isLibrary: boolean;
  /** The absolute path of its archive. */
  readonly tarball: string;
}

/**
 * Packs every public package into `destination`. They must be built.
 *
 * @throws when pnpm cannot pack them
 */
export async function packPackages(root: string, destination: string): Promise<readonly PackedPackage[]> {
  const packages = readPackages(root).filter(({ manifest }) => manifest.private !== true);
  const filters = packages.map(({ manifest }) => `--filter=${manifest.name}`);
  // pnpm, not npm: it writes what publishConfig says, and real versions for `workspace:`.
  const args = ["-y", "pnpm@12", "-r", ...filters, "pack", "--pack-destination", destination];
  const { succeeded, output } = await runProgram("npx", args, { cwd: root });
  if (!succeeded) throw new Error(`pnpm could not pack the packages:\n${output}`);
  return packages.map(({ directory, manifest: { name, version, exports } }) => ({
    name,
    directory,
    isLibrary: exports !== undefined,
    tarball: join(destination, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`),
  }));
}
