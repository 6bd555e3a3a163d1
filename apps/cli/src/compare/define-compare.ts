import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import type { CompareOptions } from "./compare.js";

export function defineCompare(program: Command): void {
  const command = program
    .command("compare")
    .summary("lay one trace beside another")
    .description(
      "Lays one trace beside another: steps missing (-), added (+), reordered (↕),\n" +
        "slower or faster (~), of another status (✗ ✓); where they part; and what differs\n" +
        "in their metadata.",
    )
    .argument("<a>", "the id of a trace, as `steptrace show` takes it")
    .argument("<b>", "that of the trace to compare it with");
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples(
        "steptrace compare 019a8c5e-7d3a 019a8c61-02b4",
        "steptrace compare exec-122 exec-123 --json",
      ),
    )
    .action(async (a: string, b: string, options: CompareOptions) => {
      const { compare } = await import("./compare.js");
      await compare(connectionOf(command), a, b, options);
    });
}
