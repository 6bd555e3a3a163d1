import { basename } from "node:path";

/** What a command is recorded as: its name, and what it was called with. */
export function commandStep(argv: readonly string[]): { readonly name: string; readonly attributes: object } {
  const [command = ""] = argv;
  return { name: basename(command).trim() || "command", attributes: { argv, cwd: process.cwd() } };
}
