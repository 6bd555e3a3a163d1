import { type Command, Option } from "commander";
import { collectMetadata } from "../options/collect-metadata.js";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import { parseCount } from "../options/parse-count.js";
import { parseDuration } from "../options/parse-duration.js";
import { parseExecutionId } from "../options/parse-execution-id.js";
import { parseMetadata } from "../options/parse-metadata.js";
import { parseName } from "../options/parse-name.js";
import { parseSince } from "../options/parse-since.js";
import type { SearchOptions } from "./search.js";

const DEFAULT_LIMIT = 20;

export function defineSearch(program: Command): void {
  const command = program
    .command("search")
    .summary("search traces by words, durations, metadata and more")
    .description(
      "Searches traces, newest first, a page at a time. Each word has to be in the error message of a trace or in the name of\n" +
        "one of its steps, as a whole word; upper and lower case are the same. Filters narrow it, and can be combined.",
    )
    .argument("[words...]", "words that the trace has, all of them")
    .option("--skill <name>", "traces of that skill", parseName)
    .addOption(
      new Option("--status <status>", "traces of that status").choices([
        "running",
        "success",
        "failed",
        "timeout",
      ]),
    )
    .option("--execution <id>", "traces of that execution", parseExecutionId)
    .option("--min-duration <time>", "traces that took at least that: 500ms, 30s, 5m or 2h", parseDuration)
    .option("--max-duration <time>", "traces that took at most that", parseDuration)
    .option(
      "--meta <key=value>",
      "traces with that in their metadata, as a text; may be repeated",
      collectMetadata,
    )
    .option("--metadata <json>", "traces whose metadata contains that JSON object", parseMetadata)
    .option("--since <time>", "traces that started since then: 30m, 12h, 7d, or a date", (text) =>
      parseSince(text),
    )
    .option("--until <time>", "traces that started until then: 30m, 12h, 7d, or a date", (text) =>
      parseSince(text),
    )
    .option("--limit <count>", "traces on a page at most", parseCount, DEFAULT_LIMIT)
    .option("--cursor <text>", "the next page, by what the page before says");
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples(
        "steptrace search connection refused --since 7d",
        "steptrace search load customers --skill etl --min-duration 30s",
        "steptrace search --status failed --meta env=production --limit 50",
      ),
    )
    .action(async (words: readonly string[], options: SearchOptions) => {
      const { search } = await import("./search.js");
      await search(connectionOf(command), words, options);
    });
}
