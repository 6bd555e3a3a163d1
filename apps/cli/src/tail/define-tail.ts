import { type Command, Option } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import type { TailOptions } from "./tail.js";

export function defineTail(program: Command): void {
  const command = program
    .command("tail")
    .summary("print traces as they end")
    .description(
      "Prints a line for each trace that ends from now on, in any process, until it is interrupted.",
    )
    .option("--skill <name>", "traces of that skill alone")
    .addOption(
      new Option("--status <status>", "traces of that status alone").choices([
        "success",
        "failed",
        "timeout",
      ]),
    );
  addConnectionOptions(addJsonOption(command))
    .option(
      "--redis-url <url>",
      "Redis, where tracers publish live events: they come at once, not within a second (env: REDIS_URL)",
    )
    .addHelpText("after", helpExamples("steptrace tail", "steptrace tail --status failed --json"))
    .action(async (options: TailOptions) => {
      const { tail } = await import("./tail.js");
      await tail(connectionOf(command), options);
    });
}
