import { type Command, Option } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import type { ExportOptions } from "./export.js";

export function defineExport(program: Command): void {
  const command = program
    .command("export")
    .summary("write a trace to a file, as JSON or as a page")
    .description(
      "Writes a trace to a file: as JSON, which `steptrace import` reads, or as a page of one file, with the waterfall in it,\n" +
        "which opens from disk in any browser, without a network.",
    )
    .argument(
      "[id]",
      "trace id, as `steptrace list` prints it, or its beginning; or an execution id (default: the newest trace)",
    )
    .addOption(
      new Option(
        "-f, --format <format>",
        "json or html (default: json, or html where the file ends so)",
      ).choices(["json", "html"]),
    )
    .option("-o, --output <file>", "where to write it (default: standard output)");
  addConnectionOptions(command)
    .option("--redis-url <url>", "Redis, where running traces are looked for, too (env: REDIS_URL)")
    .addHelpText(
      "after",
      helpExamples("steptrace export -o trace.html", "steptrace export 019a8c5e-7d3a > trace.json"),
    )
    .action(async (id: string | undefined, options: ExportOptions) => {
      const { exportToFile } = await import("./export.js");
      await exportToFile(connectionOf(command), id, options);
    });
}
