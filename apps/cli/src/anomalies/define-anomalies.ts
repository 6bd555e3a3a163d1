import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import { parseCount } from "../options/parse-count.js";
import { parseSince } from "../options/parse-since.js";
import type { AnomaliesOptions } from "./anomalies.js";

const DEFAULT_LIMIT = 20;

export function defineAnomalies(program: Command): void {
  const command = program
    .command("anomalies")
    .summary("find traces out of their skill's normal")
    .description(
      "Finds the traces of a skill that are out of its own normal: slow, fast, with a\n" +
        "slow step, with a step missing or new, or with steps in an order never seen.\n" +
        "Normal is what its last 200 successful runs before did; it takes 20.",
    )
    .argument("<skill>", "the skill")
    .option(
      "--since <time>",
      "traces that started since then: 30m, 12h, 7d, or a date (default: 7d)",
      (text) => parseSince(text),
    )
    .option("--limit <count>", "anomalies at most", parseCount, DEFAULT_LIMIT);
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples("steptrace anomalies docker-build", "steptrace anomalies docker-build --since 1d --json"),
    )
    .action(async (skill: string, options: AnomaliesOptions) => {
      const { anomalies } = await import("./anomalies.js");
      await anomalies(connectionOf(command), skill, options);
    });
}
