import { StorageError } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { tableRegclass } from "../partitions/partition-catalog.js";

/** A table that is there already, before the first migration. */
export interface ExistingTable {
  /** `p` for a partitioned table. */
  readonly kind: string;
  /** As `RANGE (started_at)`; null where it is not partitioned. */
  readonly partition_key: string | null;
  /** In their order; null where it has none. */
  readonly primary_key: string | null;
  /** Names and types, as `trace_id character varying(255)`. */
  readonly columns: readonly string[];
  /** Those that an insert has to name: NOT NULL, without a default. */
  readonly required_columns: readonly string[];
}

const PRIMARY_KEY = "PRIMARY KEY (trace_id, started_at)";

/** The specification's columns, and what of their types matters to us. */
const COLUMNS: ReadonlyMap<string, RegExp> = new Map([
  ["trace_id", /^(character varying|text)/],
  // A trace has to be found at its own millisecond again.
  ["started_at", /^timestamp(\([3-6]\))? without time zone/],
  ["skill_name", /^(character varying|text)/],
  ["completed_at", /^timestamp(\(\d\))? without time zone/],
  ["total_duration_ms", /^(integer|bigint)/],
  ["status", /^(character varying|text)/],
  ["steps", /^jsonb/],
  ["error_message", /^(character varying|text)/],
  ["metadata", /^jsonb/],
]);

/** No row where there is no table. */
export function selectTable(schema: string | undefined): SQL {
  return sql`
    SELECT c.relkind::text AS kind,
           pg_get_partkeydef(c.oid)::text AS partition_key,
           (SELECT pg_get_constraintdef(k.oid)::text FROM pg_catalog.pg_constraint k
             WHERE k.conrelid = c.oid AND k.contype = 'p') AS primary_key,
           (SELECT coalesce(json_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)), '[]')
              FROM pg_catalog.pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
           (SELECT coalesce(json_agg(a.attname), '[]')
              FROM pg_catalog.pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
               AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = '') AS required_columns
      FROM pg_catalog.pg_class c
     WHERE c.oid = ${tableRegclass(schema)}`;
}

/** @throws {StorageError} unless the table is the specification's, so that it can be adopted as it stands */
export function verifyTable(table: ExistingTable): void {
  if (table.kind !== "p" || table.partition_key !== "RANGE (started_at)") {
    const found = table.kind === "p" ? `PARTITION BY ${table.partition_key}` : "a table without partitions";
    throw mismatch(`expected a table with PARTITION BY RANGE (started_at); found ${found}`);
  }
  const types = new Map(table.columns.map((column) => splitOnce(column)));
  for (const [name, pattern] of COLUMNS) {
    const type = types.get(name);
    if (type === undefined) throw mismatch(`it lacks the column ${name}`);
    if (!pattern.test(type)) throw mismatch(`its column ${name} has the type ${type}`);
  }
  if (table.primary_key !== PRIMARY_KEY) {
    throw mismatch(`expected ${PRIMARY_KEY}; found ${table.primary_key ?? "no primary key"}`);
  }
  const foreign = table.required_columns.find((name) => !COLUMNS.has(name));
  if (foreign !== undefined) throw mismatch(`its column ${foreign} is NOT NULL and has no default`);
}

function splitOnce(column: string): readonly [string, string] {
  const at = column.indexOf(" ");
  return [column.slice(0, at), column.slice(at + 1)];
}

function mismatch(what: string): StorageError {
  return new StorageError(
    `The table execution_traces is not the specification's: ${what}. ` +
      "Rename that table, add what is missing, or let steptrace have a schema of its own (option `schema`).",
    { reason: "not-migrated" },
  );
}
