import { monthsAhead } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import type { DrizzleDatabase } from "../database/database-config.js";
import { rowsOf } from "../database/rows-of.js";
import { ensurePartitions, type RunStatement } from "../partitions/ensure-partitions.js";
import { quoteIdentifier, quoteLiteral } from "../partitions/identifier.js";
import { oneStatement } from "../partitions/one-statement.js";
import { retryOnLock } from "../partitions/retry-on-lock.js";
import { tracesTable } from "../schema/execution-traces.js";
import { withAdvisoryLock } from "./advisory-lock.js";
import { completeIndexes } from "./complete-indexes.js";
import { type DefaultPartitionReport, emptyDefaultPartition } from "./empty-default-partition.js";
import { type Migration, readMigrations } from "./migration-files.js";
import { pendingMigrations } from "./pending-migrations.js";
import { MIGRATIONS_TABLE, readApplied } from "./read-applied.js";
import { type ExistingTable, selectTable, verifyTable } from "./verify-table.js";

/** Two minutes: a migration may wait longer for a quiet moment than an insert. */
const LOCK_ATTEMPTS = 600;
/** Months after the current one whose partitions are made ahead. */
const AHEAD_MONTHS = 3;

/** What a migration did. Everything is empty where the database was up to date. */
export interface MigrationReport {
  /** The names of the migrations that were applied. */
  readonly applied: readonly string[];
  /** Whether a table was there already, made by another system, and was adopted. */
  readonly adopted: boolean;
  /** The names of the indexes that were built on partitions with rows of their own. */
  readonly indexesBuilt: readonly string[];
  /** The names of the partitions that were made. */
  readonly partitionsMade: readonly string[];
  /** Absent where there was none. */
  readonly defaultPartition?: DefaultPartitionReport;
}

export interface ApplyOptions {
  readonly schema: string | undefined;
  readonly isShared: boolean;
  readonly now: Date;
}

/** Brings a database up to date, on one connection, while no other process does. */
export async function applyMigrations(
  session: DrizzleDatabase,
  options: ApplyOptions,
): Promise<MigrationReport> {
  const { schema, isShared, now } = options;
  const run: RunStatement = async (statement) => rowsOf(await session.execute(statement));
  return withAdvisoryLock(run, schema, async () => {
    await createSchema(run, schema);
    const applied = await readApplied(run, schema);
    const pending = pendingMigrations(readMigrations(), applied);
    const adopted = applied.length === 0 && (await adoptTable(run, schema));
    for (const [index, migration] of pending.entries()) {
      const statement = applyMigration(schema, migration, applied.length + index);
      await retryOnLock(() => run(statement), LOCK_ATTEMPTS);
    }
    const defaultPartition = await emptyDefaultPartition(run, schema);
    const indexesBuilt = await completeIndexes(run, schema, isShared);
    const partitionsMade = await ensurePartitions(run, schema, monthsAhead(now, AHEAD_MONTHS));
    if (adopted || defaultPartition !== undefined || indexesBuilt.length > 0) {
      // Autovacuum never does this for a partitioned table, and the planner goes by it.
      await run(sql`ANALYZE ${tracesTable(schema)}`);
    }
    return {
      applied: pending.map(({ name }) => name),
      adopted,
      indexesBuilt,
      partitionsMade,
      ...(defaultPartition !== undefined && { defaultPartition }),
    };
  });
}

/** Looked for first: CREATE SCHEMA IF NOT EXISTS asks for the right to create even where there is nothing to do. */
async function createSchema(run: RunStatement, schema: string | undefined): Promise<void> {
  if (schema === undefined) return;
  const [row] = await run<{ readonly exists: boolean }>(
    sql`SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ${schema}) AS exists`,
  );
  if (row?.exists !== true) await run(sql.raw(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`));
}

async function adoptTable(run: RunStatement, schema: string | undefined): Promise<boolean> {
  const [table] = await run<ExistingTable>(selectTable(schema));
  if (table !== undefined) verifyTable(table);
  return table !== undefined;
}

/** Whole or not at all, its record included. */
function applyMigration(schema: string | undefined, migration: Migration, id: number): SQL {
  const { name, hash, statements } = migration;
  return oneStatement([
    ...(schema === undefined
      ? []
      : [`PERFORM set_config('search_path', ${quoteLiteral(quoteIdentifier(schema))}, true)`]),
    `CREATE TABLE IF NOT EXISTS ${MIGRATIONS_TABLE} (
       id INTEGER PRIMARY KEY,
       name TEXT NOT NULL,
       hash TEXT NOT NULL,
       applied_at TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'utc')
     )`,
    ...statements.map((statement) => statement.trim().replace(/;$/, "")),
    `INSERT INTO ${MIGRATIONS_TABLE} (id, name, hash) VALUES (${id}, ${quoteLiteral(name)}, ${quoteLiteral(hash)})`,
  ]);
}
