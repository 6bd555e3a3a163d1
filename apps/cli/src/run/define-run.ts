import type { Command } from "commander";
import { collectMetadata } from "../options/collect-metadata.js";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { parseExecutionId } from "../options/parse-execution-id.js";
import { parseName } from "../options/parse-name.js";
import { parseTimeout } from "../options/parse-timeout.js";
import type { RunOptions } from "./run.js";

export function defineRun(program: Command): void {
  const command = program
    .command("run")
    .summary("run a command and record it as a trace")
    .usage("--skill <name> [options] -- <command> [args...]")
    .description(
      "Runs a command and records it as a trace: how long it took, how it ended, and why it failed.\n" +
        "Its input, output and exit code stay its own; faults of tracing are told on stderr, and change nothing.\n" +
        "It is told the id of its trace in STEPTRACE_TRACE_ID, STEPTRACE_EXECUTION_ID and TRACEPARENT.",
    )
    .argument("<command>", "the command, looked up in PATH")
    .argument("[args...]", "its arguments")
    .requiredOption("--skill <name>", "what is executed, as in docker-build", parseName)
    .option("--execution-id <id>", "what others know this execution by", parseExecutionId)
    .option("--meta <key=value...>", "anything worth knowing about the execution", collectMetadata)
    .option(
      "--timeout <time>",
      "end the command, and what it has started, after that time: 500ms, 30s, 5m, 2h",
      parseTimeout,
    )
    .passThroughOptions();
  addConnectionOptions(command)
    .option("--redis-url <url>", "Redis, in which others find the trace by its execution (env: REDIS_URL)")
    .addHelpText(
      "after",
      `${helpExamples(
        "steptrace run --skill docker-build -- docker build -t api .",
        "steptrace run --skill backup --meta env=production --timeout 10m -- pg_dump app",
      )}

Exit codes:
  the command's own; 128 + n where signal n ended it; 124 after --timeout;
  127 where it was not found; 126 where it could not be started`,
    )
    .action(async (name: string, args: readonly string[], options: RunOptions) => {
      const { run } = await import("./run.js");
      process.exitCode = await run(connectionOf(command), [name, ...args], options);
    });
}
