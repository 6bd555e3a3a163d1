import { DEFAULT_MIN_SIMILARITY } from "@steptrace/core";
import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import { parseCount } from "../options/parse-count.js";
import { parseScore } from "../options/parse-score.js";
import { parseSince } from "../options/parse-since.js";
import type { SimilarOptions } from "./similar.js";

const DEFAULT_LIMIT = 10;

export function defineSimilar(program: Command): void {
  const command = program
    .command("similar")
    .summary("find failures like this one")
    .description(
      "Finds the failures whose messages share most words with a text, or with the message of a trace:\n" +
        "the score is the number of shared words by the number of all words, from 0 to 1.",
    )
    .argument("[text...]", "an error message, or words of one")
    .option("--trace <id>", "failures like the one of that trace (an id as `steptrace show` takes it)")
    .option("--limit <count>", "failures at most", parseCount, DEFAULT_LIMIT)
    .option(
      "--min <score>",
      `least score that counts (default: ${DEFAULT_MIN_SIMILARITY}; the nearest where none has that)`,
      parseScore,
    )
    .option("--skill <name>", "failures of that skill alone")
    .option("--since <time>", "failures since then: 30m, 12h, 7d, or a date (default: all)", (text) =>
      parseSince(text),
    );
  addConnectionOptions(addJsonOption(command))
    .addHelpText(
      "after",
      helpExamples(
        "steptrace similar no such file or directory",
        "steptrace similar connect ECONNREFUSED 127.0.0.1:5432",
        "steptrace similar --trace 019a8c5e-7d3a-7bbb-8ccc-1234567890ab --min 0.5",
      ),
    )
    .action(async (words: readonly string[], options: SimilarOptions) => {
      const { similar } = await import("./similar.js");
      await similar(connectionOf(command), words, options);
    });
}
