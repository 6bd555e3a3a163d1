import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import { parseTimeout } from "../options/parse-timeout.js";
import type { RecoverOptions } from "./recover.js";

export function defineRecover(program: Command): void {
  const command = program
    .command("recover")
    .summary("store what processes left in the journal that died")
    .description(
      "Turns traces in the journal without a sign of life into rows: as their end was meant, or as\n" +
        "failures that were interrupted. Safe to run at any time, and from many places at once.",
    )
    .option("--older-than <time>", "without a sign of life for so long: 30s, 5m (default: 1m)", parseTimeout)
    .option("--watch", "go on, and look again every so often, until interrupted");
  addConnectionOptions(addJsonOption(command))
    .option("--redis-url <url>", "Redis, where the journal is (env: REDIS_URL)")
    .addHelpText("after", helpExamples("steptrace recover", "steptrace recover --older-than 30s --watch"))
    .action(async (options: RecoverOptions) => {
      const { recover } = await import("./recover.js");
      await recover(connectionOf(command), options);
    });
}
