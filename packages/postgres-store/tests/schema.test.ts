import { SQL } from "drizzle-orm";
import { getTableConfig, type IndexedColumn, PgDialect } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";
import { describe, expect } from "vitest";
import { tracesTable } from "../src/index.js";
import { postingsTable, signaturesTable } from "../src/schema/failure-signatures.js";
import { textsTable } from "../src/schema/search-texts.js";
import { statisticsTable } from "../src/schema/trace-statistics.js";
import { emptyDatabase } from "./support/empty-database.js";
import { migratedTest as test } from "./support/migrated-test.js";

type TableConfig = ReturnType<typeof getTableConfig>;

const tables: readonly TableConfig[] = [
  tracesTable(undefined),
  signaturesTable(undefined),
  postingsTable(undefined),
  statisticsTable(undefined),
  textsTable(undefined),
].map(getTableConfig);
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

/** A table as Drizzle's definition says it, as SQL. */
function drizzleSql({ name, columns, primaryKeys, checks, indexes }: TableConfig): readonly string[] {
  const defined = columns.map((column) => {
    const fallback = column.default instanceof SQL ? ` DEFAULT ${textOf(column.default)}` : "";
    const key = column.primary ? " PRIMARY KEY" : "";
    return `${column.name} ${column.getSQLType()}${column.notNull ? " NOT NULL" : ""}${fallback}${key}`;
  });
  const keys = primaryKeys.map(
    (key) => `CONSTRAINT ${name}_pkey PRIMARY KEY (${key.columns.map((column) => column.name).join(", ")})`,
  );
  const constraints = checks.map((check) => `CONSTRAINT ${check.name} CHECK (${textOf(check.value)})`);
  const partitions = name === "execution_traces" ? " PARTITION BY RANGE (started_at)" : "";
  return [
    `CREATE TABLE ${name} (${[...defined, ...keys, ...constraints].join(", ")})${partitions}`,
    ...indexes.map(({ config }) => drizzleIndex(name, config)),
  ];
}

function drizzleIndex(table: string, config: TableConfig["indexes"][number]["config"]): string {
  const isTree = config.method === "btree";
  const parts = config.columns.map((column) => {
    const { name, indexConfig } = column as IndexedColumn;
    return isTree ? `${name} ${indexConfig?.order ?? "asc"}` : `${name} ${indexConfig?.opClass ?? ""}`;
  });
  const settings = Object.entries(config.with ?? {}).map(
    ([key, value]) => `${key} = ${typeof value === "boolean" ? (value ? "on" : "off") : value}`,
  );
  return [
    `CREATE ${config.unique ? "UNIQUE " : ""}INDEX ${config.name} ON ${table} USING ${config.method} (${parts.join(", ")})`,
    ...(settings.length === 0 ? [] : [`WITH (${settings.join(", ")})`]),
    ...(config.where === undefined ? [] : [`WHERE ${textOf(config.where)}`]),
  ].join(" ");
}

describe("the Drizzle schema", () => {
  test.for(tables)(
    "is what the migrations make of $name: columns, types, defaults, keys, checks and indexes",
    async (table, { db }) => {
      const other = await emptyDatabase();
      for (const statement of drizzleSql(table)) await other.sql.unsafe(statement);
      const migrated = await describeTable(db.sql, table.name);
      expect(migrated).toEqual(await describeTable(other.sql, table.name));
      expect(migrated.columns).toHaveLength(table.columns.length);
      expect(migrated.indexes).toHaveLength(table.indexes.length);
    },
  );

  test("has every index on every partition, valid", async ({ db }) => {
    const partitions = await db.sql<{ name: string; indexes: number }[]>`
      SELECT i.inhrelid::regclass::text AS name, count(x.indexrelid) FILTER (WHERE x.indisvalid)::int AS indexes
        FROM pg_inherits i JOIN pg_index x ON x.indrelid = i.inhrelid
       WHERE i.inhparent = 'execution_traces'::regclass GROUP BY 1`;
    expect(partitions).toHaveLength(4);
    for (const { indexes } of partitions) expect(indexes).toBe(16);
  });
});
