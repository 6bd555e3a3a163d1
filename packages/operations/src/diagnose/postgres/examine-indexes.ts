import { type Database, tableRegclass } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";

/** The indexes of the table and of its partitions. */
export interface IndexesFacts {
  /** The names of the partitions, half detached ones apart. */
  readonly partitions: readonly string[];
  readonly indexes: readonly IndexFacts[];
}

export interface IndexFacts {
  readonly name: string;
  /** As SQL text. */
  readonly relation: string;
  /** The name of the table that it is on. */
  readonly table: string;
  /** Whether it is on the partitioned table itself: a declaration, which each partition has to follow. */
  readonly isDeclaration: boolean;
  readonly isValid: boolean;
  /** Whether somebody builds it at this moment. */
  readonly isBeingBuilt: boolean;
  /** The name of the declaration that it follows; absent where it is attached to none. */
  readonly follows?: string;
}

interface IndexRow {
  readonly table_name: string;
  readonly is_parent: boolean;
  /** Null for a table without any. */
  readonly name: string | null;
  readonly relation: string | null;
  readonly is_valid: boolean | null;
  readonly follows: string | null;
  readonly is_being_built: boolean;
}

/** @throws {StorageError} */
export async function readIndexes(database: Database): Promise<IndexesFacts> {
  const rows = await database.rows<IndexRow>("Looking at the indexes", selectIndexes(database));
  return {
    partitions: [...new Set(rows.filter(({ is_parent }) => !is_parent).map(({ table_name }) => table_name))],
    indexes: rows.flatMap((row) => {
      if (row.name === null || row.relation === null) return [];
      return [
        {
          name: row.name,
          relation: row.relation,
          table: row.table_name,
          isDeclaration: row.is_parent,
          isValid: row.is_valid === true,
          isBeingBuilt: row.is_being_built,
          ...(row.follows !== null && { follows: row.follows }),
        },
      ];
    }),
  };
}

function selectIndexes({ schema }: Database): SQL {
  const parent = tableRegclass(schema);
  return sql`
    SELECT t.relname::text AS table_name,
           t.oid = ${parent} AS is_parent,
           c.relname::text AS name,
           c.oid::regclass::text AS relation,
           x.indisvalid AS is_valid,
           declared.relname::text AS follows,
           EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = c.oid) AS is_being_built
      FROM pg_catalog.pg_class t
      LEFT JOIN pg_catalog.pg_index x ON x.indrelid = t.oid
      LEFT JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid
      LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid
      LEFT JOIN pg_catalog.pg_class declared ON declared.oid = i.inhparent
     WHERE t.oid = ${parent}
        OR t.oid IN (SELECT inhrelid FROM pg_catalog.pg_inherits WHERE inhparent = ${parent} AND NOT inhdetachpending)
     ORDER BY t.relname, c.relname`;
}
