#!/usr/bin/env node
import { CommanderError } from "commander";
import { describeFault } from "./faults/describe-fault.js";
import { exitCodeOf } from "./faults/exit-code.js";
import { knownArguments } from "./known-arguments.js";
import { createProgram } from "./program.js";
import { complain, endQuietlyWhenClosed } from "./terminal/print.js";

endQuietlyWhenClosed();
// What no command has caught. It goes on: whatever waits has its own time limit, and `run` its child.
process.on("uncaughtException", (error) => {
  complain(describeFault(error));
  process.exitCode = exitCodeOf(error);
});
try {
  const program = createProgram();
  await program.parseAsync(knownArguments(program, process.argv.slice(2)), { from: "user" });
} catch (error) {
  // Commander has said what was wrong already.
  if (!(error instanceof CommanderError)) complain(describeFault(error));
  process.exitCode = exitCodeOf(error);
}
