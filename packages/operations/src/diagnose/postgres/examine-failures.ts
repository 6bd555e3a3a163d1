import { type Database, IS_UNCOUNTED, IS_UNFILLED, IS_UNREAD } from "@steptrace/postgres-store";
import { getTableName, type SQL, sql } from "drizzle-orm";

/** Rows that are not counted one by one any more. */
export const MOST_COUNTED = 100_000;

/** How well traces can be found and counted. */
export interface FailureFacts {
  readonly role: string;
  /** As SQL text. */
  readonly quotedRole: string;
  /** Failures that lack the columns by which they are found; at most `MOST_COUNTED`. */
  readonly unfilled: number;
  /** Traces that lack the columns by which they are found in a search for words, as many at most. */
  readonly unread: number;
  /** Traces that statistics do not hold yet, as many at most. */
  readonly uncounted: number;
  /** What the role lacks, as `GRANT` says it: `SELECT ON steptrace_postings`. */
  readonly missingRights: readonly string[];
}

interface FailureRow {
  readonly role: string;
  readonly quoted_role: string;
  readonly unfilled: number;
  readonly unread: number;
  readonly uncounted: number;
  readonly may_read_signatures: boolean;
  readonly may_add_signatures: boolean;
  readonly may_read_postings: boolean;
  readonly may_read_statistics: boolean;
  readonly may_add_statistics: boolean;
  readonly may_read_texts: boolean;
  readonly may_add_texts: boolean;
}

/** @throws {StorageError} also where the migration was not applied that makes these tables */
export async function readFailures(database: Database): Promise<FailureFacts> {
  const { table, schema } = database;
  const countWhere = (condition: string): SQL => sql`
    SELECT count(*)::int
      FROM (SELECT 1 FROM ${table} WHERE ${sql.raw(condition)} LIMIT ${sql.raw(String(MOST_COUNTED))}) AS counted`;
  const space = schema === undefined ? "" : `"${schema.replaceAll('"', '""')}".`;
  const signatures = space + getTableName(database.signatures);
  const postings = space + getTableName(database.postings);
  const statistics = space + getTableName(database.statistics);
  const texts = space + getTableName(database.texts);
  const [row] = await database.rows<FailureRow>(
    "Looking at failures",
    sql`
      SELECT current_user::text AS role, quote_ident(current_user) AS quoted_role,
             (${countWhere(IS_UNFILLED)}) AS unfilled, (${countWhere(IS_UNREAD)}) AS unread,
             (${countWhere(IS_UNCOUNTED)}) AS uncounted,
             has_table_privilege(${signatures}::text::regclass, 'SELECT') AS may_read_signatures,
             has_table_privilege(${signatures}::text::regclass, 'INSERT') AS may_add_signatures,
             has_table_privilege(${postings}::text::regclass, 'SELECT') AS may_read_postings,
             has_table_privilege(${statistics}::text::regclass, 'SELECT') AS may_read_statistics,
             has_table_privilege(${statistics}::text::regclass, 'INSERT') AS may_add_statistics,
             has_table_privilege(${texts}::text::regclass, 'SELECT') AS may_read_texts,
             has_table_privilege(${texts}::text::regclass, 'INSERT') AS may_add_texts`,
  );
  if (row === undefined) throw new Error("The server answered without a row.");
  return {
    role: row.role,
    quotedRole: row.quoted_role,
    unfilled: row.unfilled,
    unread: row.unread,
    uncounted: row.uncounted,
    missingRights: [
      ...(row.may_read_signatures ? [] : [`SELECT ON ${signatures}`]),
      ...(row.may_add_signatures ? [] : [`INSERT ON ${signatures}`]),
      ...(row.may_read_postings ? [] : [`SELECT ON ${postings}`]),
      ...(row.may_read_statistics ? [] : [`SELECT ON ${statistics}`]),
      ...(row.may_add_statistics ? [] : [`INSERT ON ${statistics}`]),
      ...(row.may_read_texts ? [] : [`SELECT ON ${texts}`]),
      ...(row.may_add_texts ? [] : [`INSERT ON ${texts}`]),
    ],
  };
}
