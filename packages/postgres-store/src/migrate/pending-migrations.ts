import { StorageError } from "@steptrace/core";
import type { Migration } from "./migration-files.js";

/** A migration that the database has behind it. */
export interface AppliedMigration {
  readonly name: string;
  readonly hash: string;
}

/**
 * What is still to be applied.
 *
 * @throws {StorageError} where the database has what this version does not know, or knows otherwise
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const unknown = applied[known.length];
  if (unknown !== undefined) {
    throw new StorageError(
      `The database was migrated by a newer version of steptrace: it has ${unknown.name}, and this version ends with ` +
        `${known.at(-1)?.name}. Upgrade steptrace here; going back is not supported.`,
      { reason: "newer-schema" },
    );
  }
  applied.forEach((migration, index) => {
    const expected = known[index];
    if (expected?.hash === migration.hash) return;
    throw new StorageError(
      `Migration ${migration.name} in the database is not the one of this version (${expected?.name}): expected the ` +
        `SHA-256 ${expected?.hash}, received ${migration.hash}. A migration was edited after it was applied; install an unedited steptrace.`,
      { reason: "rejected" },
    );
  });
  return known.slice(applied.length);
}
