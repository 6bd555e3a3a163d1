import { randomBytes } from "node:crypto";

const ours = "steptrace_test_";
const longest = 63;

/** A name for a run, which no other run has and which tells when it began. */
export function runName(now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000);
  return `${seconds.toString(36)}_${process.pid}_${randomBytes(2).toString("hex")}`;
}

/** What the names of all databases of one run begin with. */
export function databasePrefix(run: string): string {
  return `${ours}${run}_`;
}

/** When the run began that a database belongs to; undefined for a database that is not of a test. */
export function runStart(database: string): Date | undefined {
  const [, seconds] = /^steptrace_test_([\da-z]+)_\d+_/.exec(database) ?? [];
  return seconds === undefined ? undefined : new Date(Number.parseInt(seconds, 36) * 1_000);
}

/** A name that no other test file has. */
export function uniqueDatabaseName(run: string): string {
  return `${databasePrefix(run)}${process.pid}_${randomBytes(4).toString("hex")}`;
}

/**
 * The name of a run's template database.
 *
 * @throws when PostgreSQL would cut it
 */
export function templateDatabaseName(run: string, template: string): string {
  const name = `${databasePrefix(run)}t_${template}`;
  if (name.length <= longest) return name;
  throw new RangeError(
    `The template name "${template}" makes a database name of ${name.length} characters. ` +
      `Expected at most ${longest}; shorten it by ${name.length - longest}.`,
  );
}
