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
    .argument(
      "[id]",
      "trace id, as `steptrace list` prints it, or its beginning; or an execution id (default: the newest trace)",
    );
  addConnectionOptions(addJsonOption(command))
    .option("--redis-url <url>", "Redis, where running traces are looked for, too (env: REDIS_URL)")
    .addHelpText(
      "after",
      helpExamples("steptrace show", "steptrace show 019a8c5e-7d3a", "steptrace show exec-123 --json"),
    )
    .action(async (id: string | undefined, options: ShowOptions) => {
      const { show } = await import("./show.js");
      await show(connectionOf(command), id, options);
    });
}
