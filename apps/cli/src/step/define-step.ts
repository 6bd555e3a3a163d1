import type { Command } from "commander";
import { helpExamples } from "../options/help-examples.js";
import { parseName } from "../options/parse-name.js";
import type { StepOptions } from "./step.js";

export function defineStep(program: Command): void {
  program
    .command("step")
    .summary("run a command as a step of the trace that it runs in")
    .usage("<name> [options] -- <command> [args...]")
    .description(
      "Runs a command as a step of the trace that steptrace run has begun, which tells of it by the environment; a\n" +
        "step within a step becomes its child. Its input, output and exit code stay its own; without a trace, or a\n" +
        "Redis that can be reached, it runs all the same, and one line on stderr says so.",
    )
    .argument("<name>", "the step's name, as in load-config", parseName)
    .argument("<command>", "the command, looked up in PATH")
    .argument("[args...]", "its arguments")
    .option(
      "--redis-url <url>",
      "Redis, where the trace is journaled (env: STEPTRACE_REDIS_URL, as steptrace run sets it; else REDIS_URL)",
    )
    .addHelpText(
      "after",
      `${helpExamples(
        "steptrace run --skill release --redis-url redis://localhost:6379 -- ./release.sh",
        "steptrace step build -- make all         # in release.sh",
      )}

Exit codes:
  the command's own; 128 + n where signal n ended it;
  127 where it was not found; 126 where it could not be started`,
    )
    .action(async (name: string, command: string, args: readonly string[], options: StepOptions) => {
      const { step } = await import("./step.js");
      process.exitCode = await step(name, [command, ...args], options);
    });
}
