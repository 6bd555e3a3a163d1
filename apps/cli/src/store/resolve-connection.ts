import { resolve } from "node:path";
import { UsageError } from "../faults/usage-error.js";
import type { Connection, ConnectionOptions } from "./connection.js";

const DEFAULT_DIRECTORY = ".steptrace";

/**
 * Where the traces are: what an option says goes before the environment, a directory that was asked for goes before
 * DATABASE_URL, and without either the embedded store of the working directory is used.
 *
 * @throws {UsageError} where two options contradict each other
 */
export function resolveConnection(
  options: ConnectionOptions,
  env: Readonly<Record<string, string | undefined>>,
): Connection {
  if (options.databaseUrl !== undefined && options.directory !== undefined) {
    throw new UsageError("Expected --database-url or --directory; received both. Leave one out.");
  }
  const databaseUrl =
    options.directory === undefined ? (options.databaseUrl ?? env["DATABASE_URL"]) : undefined;
  return {
    databaseUrl: databaseUrl || undefined,
    directory: resolve(options.directory ?? DEFAULT_DIRECTORY),
    schema: options.schema,
    redisUrl: (options.redisUrl ?? env["REDIS_URL"]) || undefined,
  };
}
