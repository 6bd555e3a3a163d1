import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import type { PartitionsOptions } from "./partitions.js";

export function definePartitions(program: Command): void {
  const command = program
    .command("partitions")
    .summary("list the months that the table is made of")
    .description(
      "Lists the partitions of the table, oldest first: one for each month, with its rows and its size.",
    );
  addConnectionOptions(addJsonOption(command))
    .addHelpText("after", helpExamples("steptrace partitions", "steptrace partitions --json"))
    .action(async (options: PartitionsOptions) => {
      const { partitions } = await import("./partitions.js");
      await partitions(connectionOf(command), options);
    });
}
