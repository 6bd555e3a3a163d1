import { StorageError } from "@steptrace/core";
import type { Database } from "../database/database.js";
import { readMigrations } from "./migration-files.js";
import { pendingMigrations } from "./pending-migrations.js";
import { readApplied } from "./read-applied.js";

/** What a database has of the migrations that this version brings. */
export interface MigrationState {
  /** The names of those that were applied, in their order. */
  readonly applied: readonly string[];
  /** The names of those that `migrate` would apply; none beside a conflict. */
  readonly pending: readonly string[];
  /** Why `migrate` would refuse: with reason `newer-schema`, or `rejected` for an edited migration; absent as a rule. */
  readonly conflict?: StorageError;
}

/** Looks at what was applied, and changes nothing. @throws {StorageError} */
export async function readMigrationState(database: Database): Promise<MigrationState> {
  const applied = await readApplied(
    (statement) => database.rows("Reading the migrations", statement),
    database.schema,
  );
  const names = applied.map(({ name }) => name);
  try {
    return { applied: names, pending: pendingMigrations(readMigrations(), applied).map(({ name }) => name) };
  } catch (conflict) {
    if (!(conflict instanceof StorageError)) throw conflict;
    return { applied: names, pending: [], conflict };
  }
}
