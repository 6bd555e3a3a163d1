import { Command, CommanderError, InvalidArgumentError, Option } from "commander";

/** In the directory where the demo is started; where the command looks, too. */
export const DEFAULT_DIRECTORY = ".steptrace";
const DEFAULT_EXECUTIONS = 60;
const MOST_EXECUTIONS = 10_000;
const DEFAULT_PORT = 7430;
const MOST_PORT = 65_535;

/** What the user asked for. */
export interface DemoOptions {
  /** Where the embedded store is, where no server is given. */
  readonly directory: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly executions: number;
  /** Whether the page is served in the end. @default where the output is a terminal */
  readonly serve?: boolean;
  /** Of the page; 0 for any that is free. */
  readonly port: number;
}

/** The arguments cannot be followed, or ask for the help, which is printed by then. */
export class OptionsError extends Error {
  override readonly name = "OptionsError";
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * What the arguments say, and for the Redis, where they say nothing, the environment (REDIS_URL). The store is not taken
 * from there: the demo's traces go to no database that was not named for them.
 *
 * @throws {OptionsError}
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DemoOptions {
  const command = demoCommand();
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new OptionsError(error.message, error.exitCode === 0 ? 0 : 2);
  }
  const { redisUrl = env["REDIS_URL"], ...options } = command.opts<DemoOptions>();
  return { ...options, ...(redisUrl && { redisUrl }) };
}

function demoCommand(): Command {
  return new Command("npm run demo --")
    .description("Does real work under trace, stores it, and shows what is then known about it.")
    .addOption(new Option("--directory <path>", "directory of the embedded store").default(DEFAULT_DIRECTORY))
    .addOption(
      new Option("--database-url <url>", "store in this PostgreSQL instead; migrates it first").conflicts(
        "directory",
      ),
    )
    .option(
      "--redis-url <url>",
      "keep executions and their traces together in this Redis (env: REDIS_URL), not in memory; kill a process in " +
        "the middle of a trace, and recover that",
    )
    .option("--executions <n>", "how many executions to run", parseCount, DEFAULT_EXECUTIONS)
    .option("--serve", "serve the page in the end, also where the output is no terminal")
    .option("--no-serve", "end after the report")
    .option("--port <number>", "port of the page; 0 for any that is free", parsePort, DEFAULT_PORT)
    .helpOption("-h, --help", "show this help")
    .allowExcessArguments(false)
    .showHelpAfterError("Run `npm run demo -- --help` to see the options.")
    .exitOverride();
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= MOST_PORT) return port;
  throw new InvalidArgumentError(`Expected a port from 0 to ${MOST_PORT}.`);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= MOST_EXECUTIONS) return count;
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST_EXECUTIONS}.`);
}
