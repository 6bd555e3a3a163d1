import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PackedPackage, packPackages } from "./pack-packages.js";

/** Packs the public packages into a temporary directory, uses them, and removes it. */
export async function withPackedPackages<T>(
  root: string,
  use: (packages: readonly PackedPackage[], directory: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "steptrace-pack-"));
  try {
    return await use(await packPackages(root, directory), directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
