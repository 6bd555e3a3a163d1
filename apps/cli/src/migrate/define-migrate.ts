import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import type { MigrateOptions } from "./migrate-database.js";

export function defineMigrate(program: Command): void {
  const command = program
    .command("migrate")
    .summary("bring a database up to date")
    .description(
      "Makes or updates the table, its indexes and its partitions. Safe to run again, and from many places at once.\n" +
        "A server needs it once, and after each upgrade; the embedded store migrates itself.",
    );
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples(
        "steptrace migrate --database-url postgres://app@localhost:5432/app",
        "steptrace migrate --json",
      ),
    )
    .action(async (options: MigrateOptions) => {
      const { migrateDatabase } = await import("./migrate-database.js");
      await migrateDatabase(connectionOf(command), options);
    });
}
