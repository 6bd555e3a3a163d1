import { type Command, Option } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import { parseCount } from "../options/parse-count.js";
import { parseSince } from "../options/parse-since.js";
import type { ListOptions } from "./list.js";

const DEFAULT_LIMIT = 20;

export function defineList(program: Command): void {
  const command = program
    .command("list")
    .summary("list the newest traces")
    .description("Lists the newest traces, newest first.")
    .option("--skill <name>", "traces of that skill alone")
    .addOption(
      new Option("--status <status>", "traces of that status alone").choices([
        "success",
        "failed",
        "timeout",
      ]),
    )
    .option("--running", "traces that run now, in any process with a journal in Redis")
    .option("--since <time>", "traces that started since then: 30m, 12h, 7d, or a date", (text) =>
      parseSince(text),
    )
    .option("--limit <count>", "traces at most", parseCount, DEFAULT_LIMIT);
  addConnectionOptions(addJsonOption(command))
    .option("--redis-url <url>", "Redis, where the journal is; for --running (env: REDIS_URL)")
    .addHelpText(
      "after",
      helpExamples("steptrace list", "steptrace list --skill docker-build --status failed --since 7d"),
    )
    .action(async (options: ListOptions) => {
      const { list } = await import("./list.js");
      await list(connectionOf(command), options);
    });
}
