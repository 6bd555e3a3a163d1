import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import type { ImportOptions } from "./import.js";

export function defineImport(program: Command): void {
  const command = program
    .command("import")
    .summary("store traces from files that export has written")
    .description(
      "Stores the traces of files: JSON of one trace, as `steptrace export` writes it, or a trace a line.\n" +
        "Ids, times, status and steps stay as they are. A trace that is stored already is left as it is.",
    )
    .argument("<file...>", "files, or - for standard input");
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples("steptrace import trace.json", "cat traces.jsonl | steptrace import -"),
    )
    .action(async (files: readonly string[], options: ImportOptions) => {
      const { importFiles } = await import("./import.js");
      await importFiles(connectionOf(command), files, options);
    });
}
