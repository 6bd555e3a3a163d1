import type { Command } from "commander";

/**
 * The arguments that a program is to parse: of a command that it does not know, the name alone. Commander would answer
 * `--help` beside that, and `help` before it, with the help of the program, as if nothing were wrong.
 */
export function knownArguments(program: Command, argv: readonly string[]): readonly string[] {
  const { operands } = program.parseOptions([...argv]);
  const name = operands[0] === "help" ? operands[1] : operands[0];
  const isKnown = name === undefined || name === "help" || program.commands.some((c) => c.name() === name);
  return isKnown ? argv : [name];
}
