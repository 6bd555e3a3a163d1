import type { Command } from "commander";

/** Adds the option that every reading command has. */
export function addJsonOption(command: Command): Command {
  return command.option("--json", "print JSON, for programs");
}
