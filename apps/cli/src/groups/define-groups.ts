import { type Command, Option } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import { parseCount } from "../options/parse-count.js";
import { parseSince } from "../options/parse-since.js";
import { type GroupsOptions, ORDERS } from "./groups-options.js";

const DEFAULT_LIMIT = 20;
const DEFAULT_SILENT_DAYS = 7;

export function defineGroups(program: Command): void {
  const command = program
    .command("groups")
    .summary("list failures by what their messages have in common")
    .description(
      "Lists groups of failures, the largest first: those of a group have messages that differ in numbers, ids, paths,\n" +
        "addresses, dates and quoted values alone. Says which are new since then, or have come back.",
    )
    .option("--skill <name>", "failures of that skill alone")
    .option(
      "--since <time>",
      "failures since then: 30m, 12h, 7d, or a date (default: all; new is what came in the last 7 days)",
      (text) => parseSince(text),
    )
    .addOption(
      new Option("--order <order>", "most failures first, or what was seen last, or what is newest")
        .choices(Object.keys(ORDERS))
        .default("count"),
    )
    .option(
      "--silent-days <days>",
      "days of silence after which a group has come back",
      parseCount,
      DEFAULT_SILENT_DAYS,
    )
    .option("--limit <count>", "groups at most", parseCount, DEFAULT_LIMIT);
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples(
        "steptrace groups",
        "steptrace groups --since 7d --order first",
        "steptrace groups --skill docker-build",
      ),
    )
    .action(async (options: GroupsOptions) => {
      const { groups } = await import("./groups.js");
      await groups(connectionOf(command), options);
    });
}
