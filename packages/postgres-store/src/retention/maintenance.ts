import { type SQL, sql } from "drizzle-orm";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { quoteIdentifier, tracesName } from "../partitions/identifier.js";
import { TRACES_TABLE } from "../schema/execution-traces.js";

/** What the steps of maintenance work on. */
export interface Maintenance {
  readonly run: RunStatement;
  /** The schema of the configuration. */
  readonly schema: string | undefined;
  /** Where the table is. */
  readonly space: string;
  /** The table in SQL text, whatever the search path. */
  readonly table: string;
  readonly tableOid: string;
  /** Whether the role may change the table. */
  readonly isOwner: boolean;
  /** The server's clock. */
  readonly serverTime: Date;
  /** Whether others use the database meanwhile. */
  readonly isShared: boolean;
  /** Milliseconds to wait for the transactions of others, at each step that has to. */
  readonly waitMs: number;
}

interface TableRow {
  readonly oid: string;
  readonly space: string;
  readonly is_owner: boolean;
  readonly server_ms: number;
}

/** Looks up the table; fails with SQLSTATE 42P01 or 3F000 where there is none. */
export async function openMaintenance(
  run: RunStatement,
  schema: string | undefined,
  options: { readonly isShared: boolean; readonly waitMs: number },
): Promise<Maintenance> {
  const [row] = await run<TableRow>(selectTable(schema));
  if (row === undefined) throw new Error(`Expected a row of pg_class for ${tracesName(schema)}.`);
  const { oid, space, is_owner, server_ms } = row;
  return {
    run,
    schema,
    space,
    table: `${quoteIdentifier(space)}.${quoteIdentifier(TRACES_TABLE)}`,
    tableOid: oid,
    isOwner: is_owner,
    serverTime: new Date(server_ms),
    ...options,
  };
}

function selectTable(schema: string | undefined): SQL {
  return sql`
    SELECT c.oid::text AS oid, n.nspname::text AS space, pg_has_role(c.relowner, 'USAGE') AS is_owner,
           floor(extract(epoch FROM now()) * 1000)::float8 AS server_ms
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = ${tracesName(schema)}::text::regclass`;
}
