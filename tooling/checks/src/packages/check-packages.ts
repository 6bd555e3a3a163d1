import { readFile } from "node:fs/promises";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { runProgram } from "../run-program.js";
import type { PackedPackage } from "./pack-packages.js";
import { withPackedPackages } from "./with-packed-packages.js";

/** What two linters of packages say about each archive; nothing when all is well. */
export function checkPackages(root: string): Promise<readonly string[]> {
  return withPackedPackages(root, async (packages) => {
    const complaints = await Promise.all(packages.flatMap((packed) => [lint(packed), checkTypes(packed)]));
    return complaints.flatMap((complaint) => complaint ?? []);
  });
}

async function lint({ name, tarball }: PackedPackage): Promise<string | undefined> {
  const { buffer } = new Uint8Array(await readFile(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, level: "warning", strict: true });
  if (messages.length === 0) return undefined;
  const lines = messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
  return [`${name}: publint --strict`, ...lines].join("\n");
}

/** attw resolves the types as each kind of consumer would. */
async function checkTypes({ name, isLibrary, tarball }: PackedPackage): Promise<string | undefined> {
  if (!isLibrary) return undefined;
  const args = ["--profile", "esm-only", "--no-emoji", tarball];
  const { succeeded, output } = await runProgram("attw", args);
  return succeeded ? undefined : `${name}: attw ${args.slice(0, 2).join(" ")}\n${output}`;
}
