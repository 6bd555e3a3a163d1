import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import type { ExplainOptions } from "./explain.js";

export function defineExplain(program: Command): void {
  const command = program
    .command("explain")
    .summary("say what was otherwise in a failure")
    .description(
      "Says what happened in a failure: beside the last success of its skill before it,\n" +
        "and by what its last successful runs usually do (20 at least, 200 at most).",
    )
    .argument("<id>", "the id of a failed trace, as `steptrace show` takes it");
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples("steptrace explain 019a8c5e-7d3a", "steptrace explain exec-123 --json"),
    )
    .action(async (id: string, options: ExplainOptions) => {
      const { explain } = await import("./explain.js");
      await explain(connectionOf(command), id, options);
    });
}
