import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { addJsonOption } from "../options/json-option.js";
import type { DoctorOptions } from "./doctor.js";

export function defineDoctor(program: Command): void {
  const command = program
    .command("doctor")
    .summary("say what is wrong with the services, and what mends it")
    .description(
      "Looks at the database, the journal in Redis and the embedded store, and says what is wrong with each, and what\n" +
        "mends it. Changes nothing. Ends with 0 where nothing is wrong, with 1 where something is, and with 3 where no\n" +
        "service could be looked into.",
    );
  addConnectionOptions(addJsonOption(command))
    .option(
      "--redis-url <url>",
      "Redis, where the journal is (env: REDIS_URL); without one, none is looked at",
    )
    .addHelpText("after", helpExamples("steptrace doctor", "steptrace doctor --json"))
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import("./doctor.js");
      await doctor(connectionOf(command), options);
    });
}
