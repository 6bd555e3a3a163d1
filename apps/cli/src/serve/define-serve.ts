import type { Command } from "commander";
import { addConnectionOptions, connectionOf } from "../options/connection-options.js";
import { helpExamples } from "../options/help-examples.js";
import { parsePort } from "../options/parse-port.js";
import type { ServeOptions } from "./serve.js";

export function defineServe(program: Command): void {
  const command = program
    .command("serve")
    .summary("serve the page that shows the traces")
    .description(
      "Serves a page that shows the traces, and the HTTP API behind it, until it is interrupted. It reads alone. " +
        "Other commands can use an embedded store meanwhile.",
    )
    .option("--port <number>", "port; 0 for any that is free", parsePort, 7430)
    .option("--host <address>", "address to listen at; any but the loopback's needs a token", "127.0.0.1")
    .option(
      "--name <host>",
      "a further name that the page is reached by; can be given several times",
      collect,
    )
    .option("--token <token>", "what a visitor has to know, 16 characters or more (env: STEPTRACE_TOKEN)");
  addConnectionOptions(command)
    .option("--redis-url <url>", "Redis, where running traces and live events are (env: REDIS_URL)")
    .addHelpText("after", helpExamples("steptrace serve", "STEPTRACE_TOKEN=… steptrace serve --host 0.0.0.0"))
    .action(async (options: ServeOptions) => {
      const { serve } = await import("./serve.js");
      await serve(connectionOf(command), { ...tokenOf(process.env), ...options });
    });
}

function collect(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name];
}

function tokenOf({ STEPTRACE_TOKEN: token }: NodeJS.ProcessEnv): Pick<ServeOptions, "token"> {
  return token === undefined || token === "" ? {} : { token };
}
