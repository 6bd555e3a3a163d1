import {
  type DatabaseConfig,
  type DatabaseOptions,
  openDatabase,
  type RebuiltStatistics,
  rebuildStatistics as rebuild,
} from "@steptrace/postgres-store";

/**
 * Makes the statistics anew from the traces themselves: needed only where another program has changed or deleted traces
 * that were counted. Months of which not all traces are kept are left as they are. Writers and readers go on meanwhile.
 *
 * Needs a session, as `migrate` does: give a URL of the server itself, not of a PgBouncer in transaction mode.
 *
 * @param config as of `TraceStorage`
 * @throws {StorageError} with reason `permission`, `not-migrated`, `unreachable`, …
 * @example
 * ```ts
 * const { months } = await rebuildStatistics("postgres://app@localhost:5432/app");
 * ```
 */
export async function rebuildStatistics(
  config: DatabaseConfig,
  options: DatabaseOptions = {},
): Promise<RebuiltStatistics> {
  const database = openDatabase(config, options);
  try {
    return await rebuild(database, new Date());
  } finally {
    await database.close();
  }
}
