import type { Command } from "commander";
import type { Connection, ConnectionOptions } from "../store/connection.js";
import { resolveConnection } from "../store/resolve-connection.js";

/** Adds the options that say where the traces are. */
export function addConnectionOptions(command: Command): Command {
  return command
    .optionsGroup("Connection:")
    .option(
      "--database-url <url>",
      "PostgreSQL server (env: DATABASE_URL); without one, the embedded store is used",
    )
    .option("--directory <path>", "directory of the embedded store (default: .steptrace)")
    .option("--schema <name>", "PostgreSQL schema of the table");
}

/** Where the traces are for a command that was called; its options may stand before its name as well. */
export function connectionOf(command: Command): Connection {
  return resolveConnection(givenOptions(command), process.env);
}

function givenOptions(command: Command): ConnectionOptions {
  return { ...(command.parent && givenOptions(command.parent)), ...command.opts() };
}
