import { monthsAhead } from "@steptrace/core";
import { sql } from "drizzle-orm";
import type { DrizzleDatabase } from "../database/database-config.js";
import { rowsOf } from "../database/rows-of.js";
import { quoteIdentifier } from "../partitions/attach-partition.js";
import { ensurePartitions, type RunStatement } from "../partitions/ensure-partitions.js";
import { tracesTable } from "../schema/execution-traces.js";
import { withAdvisoryLock } from "./advisory-lock.js";
import { completeIndexes } from "./complete-indexes.js";
import { type DefaultPartitionReport, emptyDefaultPartition } from "./empty-default-partition.js";
import { type Migration, readMigrations } from "./migration-files.js";
import { type AppliedMigration, pendingMigrations } from "./pending-migrations.js";
import { type ExistingTable, selectTable, verifyTable } from "./verify-table.js";

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
  await createSchema(run, schema);
  return withAdvisoryLock(run, schema, async () => {
    const applied = await readApplied(run, schema);
    const pending = pendingMigrations(readMigrations(), applied);
    const adopted = applied.length === 0 && (await adoptTable(run, schema));
    for (const [index, migration] of pending.entries()) {
      await applyMigration(session, schema, migration, applied.length + index);
    }
    const defaultPartition = await emptyDefaultPartition(session, schema, tracesTable(schema));
    const indexesBuilt = await completeIndexes(run, schema, isShared);
    const partitionsMade = await ensurePartitions(run, schema, monthsAhead(now, AHEAD_MONTHS));
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

async function readApplied(
  run: RunStatement,
  schema: string | undefined,
): Promise<readonly AppliedMigration[]> {
  const table = `${schema === undefined ? "" : `${quoteIdentifier(schema)}.`}steptrace_migrations`;
  const [row] = await run<{ readonly exists: boolean }>(
    sql`SELECT to_regclass(${table}::text) IS NOT NULL AS exists`,
  );
  return row?.exists === true
    ? run<AppliedMigration>(sql.raw(`SELECT name, hash FROM ${table} ORDER BY id`))
    : [];
}

async function adoptTable(run: RunStatement, schema: string | undefined): Promise<boolean> {
  const [table] = await run<ExistingTable>(selectTable(schema));
  if (table !== undefined) verifyTable(table);
  return table !== undefined;
}

/** Whole or not at all, its record included. */
async function applyMigration(
  session: DrizzleDatabase,
  schema: string | undefined,
  migration: Migration,
  id: number,
): Promise<void> {
  await session.transaction(async (tx) => {
    if (schema !== undefined)
      await tx.execute(sql.raw(`SET LOCAL search_path TO ${quoteIdentifier(schema)}`));
    await tx.execute(sql`
      CREATE TABLE IF NOT EXISTS steptrace_migrations (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        hash TEXT NOT NULL,
        applied_at TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'utc')
      )`);
    for (const statement of migration.statements) await tx.execute(sql.raw(statement));
    await tx.execute(
      sql`INSERT INTO steptrace_migrations (id, name, hash) VALUES (${id}, ${migration.name}, ${migration.hash})`,
    );
  });
}
