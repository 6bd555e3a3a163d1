import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import { parseTimeout } from "../options/parse-timeout.js";
import type { MaintainDatabaseOptions } from "./maintain-database.js";
import { parseMonths } from "./parse-months.js";

export function defineMaintain(program: Command): void {
  const command = program
    .command("maintain")
    .summary("make the months ahead, and remove those past their keeping")
    .description(
      "Makes the partitions of the months ahead, has the planner know the table, and drops the months that are past\n" +
        "--keep, or all of them but their failures. Run it once a day; safe from many places at once.",
    )
    .option("--ahead <months>", "months after this one to make (default: 3)", parseMonths(0))
    .option("--keep <months>", "whole months before this one that stay (default: all)", parseMonths(1))
    .option("--keep-failures <months>", "the same for failures (default: as --keep)", parseMonths(1))
    .option("--dry-run", "say what would be done, and change nothing")
    .option(
      "--wait <time>",
      "how long to wait for others' transactions: 30s, 10m (default: 1m)",
      parseTimeout,
    )
    .option("--print-cron", "print lines that run this once a day, and do nothing else");
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples(
        "steptrace maintain",
        "steptrace maintain --keep 12 --keep-failures 24 --dry-run",
        "steptrace maintain --keep 12 --print-cron",
      ),
    )
    .action(async (options: MaintainDatabaseOptions) => {
      const { maintainDatabase } = await import("./maintain-database.js");
      await maintainDatabase(connectionOf(command), options);
    });
}
