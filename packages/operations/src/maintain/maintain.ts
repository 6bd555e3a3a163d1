import { InvalidArgumentError, requireRetention } from "@steptrace/core";
import {
  type DatabaseConfig,
  type DatabaseOptions,
  type MaintenanceReport,
  maintainPartitions,
  openDatabase,
} from "@steptrace/postgres-store";

const DEFAULT_AHEAD_MONTHS = 3;
const MOST_AHEAD_MONTHS = 120;
const DEFAULT_WAIT_MS = 60_000;
/** The longest time that PostgreSQL takes for a limit. */
const MOST_WAIT_MS = 2_147_483_647;

export interface MaintainOptions extends DatabaseOptions {
  /** Months after the current one whose partitions are made. @default 3 */
  readonly aheadMonths?: number;
  /** Whole months before the current one that stay; at least 1. @default everything stays */
  readonly keepMonths?: number;
  /** The same for failures (status failed or timeout); not less than `keepMonths`. @default `keepMonths` */
  readonly keepFailureMonths?: number;
  /** Says what would be done, and changes nothing. @default false */
  readonly dryRun?: boolean;
  /** Milliseconds to wait for transactions of others to end, at each step that has to. @default 60000 */
  readonly waitMs?: number;
}

/**
 * Keeps the table in order: makes the partitions of the months ahead, empties a default partition, has the planner know
 * the table, finishes what a run left that died, and drops the months that are past the keeping, or all of them but
 * their failures. Run it once a day, in as many places as you like: one works, the others wait and find nothing to do.
 * No insert waits for it for more than a quarter of a second, but while a default partition is emptied.
 *
 * Needs a session, as `migrate` does: give a URL of the server itself, not of a PgBouncer in transaction mode.
 *
 * @param config as of `TraceStorage`
 * @throws {InvalidArgumentError} for a number that cannot be
 * @throws {StorageError} with reason `timeout` where transactions of others do not end (its message names one),
 * `permission`, `not-migrated`, `unreachable`, …
 * @example
 * ```ts
 * const report = await maintain("postgres://app@localhost:5432/app", { keepMonths: 12, keepFailureMonths: 24 });
 * for (const { name, action } of report.partitions) console.log(`${name} ${action}`);
 * ```
 */
export async function maintain(
  config: DatabaseConfig,
  options: MaintainOptions = {},
): Promise<MaintenanceReport> {
  const {
    aheadMonths = DEFAULT_AHEAD_MONTHS,
    keepMonths,
    keepFailureMonths,
    dryRun = false,
    waitMs = DEFAULT_WAIT_MS,
    ...databaseOptions
  } = options;
  requireWhole("aheadMonths", aheadMonths, MOST_AHEAD_MONTHS);
  requireWhole("waitMs", waitMs, MOST_WAIT_MS);
  if (typeof dryRun !== "boolean") throw new InvalidArgumentError("dryRun", "true or false", dryRun);
  const rule = requireRetention({ keepMonths, keepFailureMonths });
  const database = openDatabase(config, databaseOptions);
  try {
    return await maintainPartitions(database, {
      ...rule,
      aheadMonths,
      isDryRun: dryRun,
      waitMs,
      now: new Date(),
    });
  } finally {
    await database.close();
  }
}

function requireWhole(name: string, value: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= 0 && value <= most) return;
  throw new InvalidArgumentError(name, `a whole number from 0 to ${most}`, value);
}
