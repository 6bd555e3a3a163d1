import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import { parseSince } from "../options/parse-since.js";
import type { StatsOptions } from "./stats.js";

export function defineStats(program: Command): void {
  const command = program
    .command("stats")
    .summary("show how many traces there were, how many failed, and how long they took")
    .description(
      "Shows how the traces of each skill went; of one skill also the course of it, how long its traces took, and its steps.\n" +
        "Percentiles are within 1 % of the exact ones. Times are in UTC.",
    )
    .argument("[skill]", "the skill to look into")
    .option(
      "--since <time>",
      "traces that started since then: 30m, 12h, 7d, or a date (default: 30d)",
      (text) => parseSince(text),
    )
    .option("--until <time>", "and until then (default: now)", (text) => parseSince(text));
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples("steptrace stats", "steptrace stats docker-build --since 7d", "steptrace stats rebuild"),
    )
    .action(async (skill: string | undefined, options: StatsOptions) => {
      const { stats } = await import("./stats.js");
      await stats(connectionOf(command), skill, options);
    });
  defineRebuild(command);
}

/** The options of `stats` may stand before its name. */
function defineRebuild(stats: Command): void {
  const command = stats
    .command("rebuild")
    .summary("make the statistics anew, after another program changed or deleted traces")
    .description(
      "Makes the statistics anew from the traces, for the months of which all are kept. Traces are stored and read\n" +
        "meanwhile as ever.",
    );
  addConnectionOptions(addJsonOption(command)).action(async () => {
    const { rebuild } = await import("./rebuild.js");
    await rebuild(connectionOf(command), { ...stats.opts(), ...command.opts() });
  });
}
