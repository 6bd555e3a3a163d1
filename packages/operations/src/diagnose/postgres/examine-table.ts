import { type Database, tableRegclass } from "@steptrace/postgres-store";
import { sql } from "drizzle-orm";

/** The table, and what the role may do with it. */
export interface TableFacts {
  readonly role: string;
  /** As SQL text. */
  readonly quotedRole: string;
  /** The table as SQL text; absent where there is none. */
  readonly relation?: string;
  readonly owner?: string;
  /** Of SELECT, INSERT and UPDATE those that the role lacks. */
  readonly missingRights: readonly string[];
  /** Whether the role may make partitions. */
  readonly mayMakePartitions: boolean;
  /** Whether it sees what sessions of other roles do. */
  readonly seesSessions: boolean;
}

interface TableRow {
  readonly role: string;
  readonly quoted_role: string;
  readonly relation: string | null;
  readonly owner: string | null;
  readonly may_select: boolean | null;
  readonly may_insert: boolean | null;
  readonly may_update: boolean | null;
  readonly is_owner: boolean | null;
  readonly may_create: boolean | null;
  readonly sees_sessions: boolean;
}

/** @throws {StorageError} */
export async function readTable(database: Database): Promise<TableFacts> {
  const [row] = await database.rows<TableRow>(
    "Looking at the table",
    sql`
      SELECT current_user::text AS role,
             quote_ident(current_user) AS quoted_role,
             c.oid::regclass::text AS relation,
             pg_get_userbyid(c.relowner)::text AS owner,
             has_table_privilege(c.oid, 'SELECT') AS may_select,
             has_table_privilege(c.oid, 'INSERT') AS may_insert,
             has_table_privilege(c.oid, 'UPDATE') AS may_update,
             pg_has_role(c.relowner, 'USAGE') AS is_owner,
             has_schema_privilege(c.relnamespace, 'CREATE') AS may_create,
             pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees_sessions
        FROM (SELECT ${tableRegclass(database.schema)} AS oid) AS wanted
        LEFT JOIN pg_catalog.pg_class c ON c.oid = wanted.oid`,
  );
  if (row === undefined) throw new Error("The server answered without a row.");
  const rights = { SELECT: row.may_select, INSERT: row.may_insert, UPDATE: row.may_update };
  return {
    role: row.role,
    quotedRole: row.quoted_role,
    ...(row.relation !== null && { relation: row.relation }),
    ...(row.owner !== null && { owner: row.owner }),
    missingRights: Object.entries(rights).flatMap(([right, has]) => (has === false ? [right] : [])),
    mayMakePartitions: row.is_owner === true && row.may_create === true,
    seesSessions: row.sees_sessions,
  };
}
