import type { Connection } from "../store/connection.js";
import { databaseConfig, databaseOptions } from "../store/database-config.js";
import { requireStore } from "../store/require-store.js";
import { waitingFor } from "../store/waiting-for.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { cronLines } from "./cron-lines.js";
import { viewMaintenance } from "./view-maintenance.js";

export interface MaintainDatabaseOptions {
  readonly ahead?: number;
  readonly keep?: number;
  readonly keepFailures?: number;
  readonly dryRun?: true;
  /** Milliseconds. */
  readonly wait?: number;
  readonly printCron?: true;
  readonly json?: true;
}

/**
 * Maintains the database, and prints what that did; or prints how to have it done every day.
 *
 * @throws {InvalidArgumentError} where failures are to be kept for less time than everything
 */
export async function maintainDatabase(
  connection: Connection,
  options: MaintainDatabaseOptions,
): Promise<void> {
  const { ahead, keep, keepFailures, dryRun, wait, json } = options;
  if (options.printCron) {
    const { requireRetention } = await import("@steptrace/core");
    requireRetention({ keepMonths: keep, keepFailureMonths: keepFailures });
    print(cronLines(connection, options).join("\n"));
    return;
  }
  const config = databaseConfig(connection);
  requireStore(connection);
  const report = await waitingFor("Maintaining", connection, async () => {
    const { maintain } = await import("@steptrace/operations");
    return maintain(config, {
      ...databaseOptions(connection),
      ...(ahead !== undefined && { aheadMonths: ahead }),
      ...(keep !== undefined && { keepMonths: keep }),
      ...(keepFailures !== undefined && { keepFailureMonths: keepFailures }),
      ...(wait !== undefined && { waitMs: wait }),
      ...(dryRun && { dryRun }),
    });
  });
  print(json ? formatJson(report) : viewMaintenance(report, stdoutPage()).join("\n"));
}
