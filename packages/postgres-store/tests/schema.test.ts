import { SQL } from "drizzle-orm";
import { getTableConfig, type IndexedColumn, PgDialect } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";
import { describe, expect } from "vitest";
import { tracesTable } from "../src/index.js";
import { emptyDatabase } from "./support/empty-database.js";
import { migratedTest as test } from "./support/migrated-test.js";

const config = getTableConfig(tracesTable(undefined));
const dialect = new PgDialect();
const textOf = (part: SQL): string => dialect.sqlToQuery(part).sql;

interface Described {
  readonly columns: readonly unknown[];
  readonly constraints: readonly unknown[];
  readonly indexes: readonly unknown[];
}

/** What the catalogs say of the table, without the names of the tables that it is in. */
async function describeTable(sql: Sql, table: string): Promise<Described> {
  const columns = await sql`
    SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull, pg_get_expr(d.adbin, d.adrelid) AS default
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = ${table}::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;
  const constraints = await sql`
    SELECT conname, contype, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = ${table}::regclass AND contype <> 'n' ORDER BY conname`;
  const indexes = await sql`
    SELECT c.relname, substring(pg_get_indexdef(c.oid) FROM 'USING.*') AS definition
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = ${table}::regclass AND NOT i.indisprimary ORDER BY c.relname`;
  return { columns: [...columns], constraints: [...constraints], indexes: [...indexes] };
}

/** The table as Drizzle's definition says it, as SQL. */
function drizzleSql(): readonly string[] {
  const columns = config.columns.map((column) => {
    const fallback = column.default instanceof SQL ? ` DEFAULT ${textOf(column.default)}` : "";
    return `${column.name} ${column.getSQLType()}${column.notNull ? " NOT NULL" : ""}${fallback}`;
  });
  const keys = config.primaryKeys.map(
    (key) =>
      `CONSTRAINT execution_traces_pkey PRIMARY KEY (${key.columns.map((column) => column.name).join(", ")})`,
  );
  const checks = config.checks.map((check) => `CONSTRAINT ${check.name} CHECK (${textOf(check.value)})`);
  const indexes = config.indexes.map(({ config: index }) => {
    const parts = index.columns.map((column) => {
      const { name, indexConfig } = column as IndexedColumn;
      return `${name} ${indexConfig?.order ?? "asc"}`;
    });
    const where = index.where === undefined ? "" : ` WHERE ${textOf(index.where)}`;
    return `CREATE INDEX ${index.name} ON execution_traces (${parts.join(", ")})${where}`;
  });
  return [
    `CREATE TABLE execution_traces (${[...columns, ...keys, ...checks].join(", ")}) PARTITION BY RANGE (started_at)`,
    ...indexes,
  ];
}

describe("the Drizzle schema", () => {
  test("is the table that the migrations make: columns, types, defaults, keys, checks and indexes", async ({
    db,
  }) => {
    const other = await emptyDatabase();
    for (const statement of drizzleSql()) await other.sql.unsafe(statement);
    const migrated = await describeTable(db.sql, "execution_traces");
    expect(migrated).toEqual(await describeTable(other.sql, "execution_traces"));
    expect(migrated.columns).toHaveLength(10);
    expect(migrated.indexes).toHaveLength(4);
  });

  test("has every index on every partition, valid", async ({ db }) => {
    const partitions = await db.sql<{ name: string; indexes: number }[]>`
      SELECT i.inhrelid::regclass::text AS name, count(x.indexrelid) FILTER (WHERE x.indisvalid)::int AS indexes
        FROM pg_inherits i JOIN pg_index x ON x.indrelid = i.inhrelid
       WHERE i.inhparent = 'execution_traces'::regclass GROUP BY 1`;
    expect(partitions).toHaveLength(4);
    for (const { indexes } of partitions) expect(indexes).toBe(5);
  });
});
