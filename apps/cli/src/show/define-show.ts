import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import type { ShowOptions } from "./show.js";

export function defineShow(program: Command): void {
  const command = program
    .command("show")
    .summary("show a trace, step by step")
    .description("Shows a trace: what it was, and its steps as bars on its time axis.")
    .argument("<id>", "trace id, as `steptrace list` prints it");
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples(
        "steptrace show 019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
        "steptrace show 019a8c5e-7d3a-7bbb-8ccc-1234567890ab --json",
      ),
    )
    .action(async (id: string, options: ShowOptions) => {
      const { show } = await import("./show.js");
      await show(connectionOf(command), id, options);
    });
}
