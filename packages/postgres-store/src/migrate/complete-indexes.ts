import { type SQL, sql } from "drizzle-orm";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { quoteIdentifier } from "../partitions/identifier.js";
import { tableRegclass } from "../partitions/partition-catalog.js";

/** PostgreSQL cuts longer names, and then they are no longer found, or no longer differ. */
const MAX_IDENTIFIER_LENGTH = sql.raw("63");

/** An index that the table declares, and a partition that has none of it attached. */
interface MissingIndex {
  readonly index_name: string;
  readonly schema_name: string;
  readonly partition_name: string;
  /** What follows CREATE INDEX … ON …: `USING btree (…)`. */
  readonly definition: string;
  readonly child_name: string;
  /** Whether an earlier attempt left an index of that name behind, whole or not. */
  readonly leftover_valid: boolean | null;
}

/**
 * Builds on each partition the indexes that the table declares and it lacks, and attaches them. On a server others
 * write to, the building does not block them. What an attempt that died left behind is finished, or made anew.
 *
 * @returns the names of the indexes that were built
 */
export async function completeIndexes(
  run: RunStatement,
  schema: string | undefined,
  isShared: boolean,
): Promise<readonly string[]> {
  const concurrently = isShared ? "CONCURRENTLY" : "";
  const built: string[] = [];
  for (const missing of await run<MissingIndex>(selectMissing(schema))) {
    const qualifier = quoteIdentifier(missing.schema_name);
    const name = missing.child_name;
    const child = `${qualifier}.${quoteIdentifier(name)}`;
    if (missing.leftover_valid === false) await run(sql.raw(`DROP INDEX ${concurrently} ${child}`));
    if (missing.leftover_valid !== true) {
      const table = `${qualifier}.${quoteIdentifier(missing.partition_name)}`;
      await run(
        sql.raw(`CREATE INDEX ${concurrently} ${quoteIdentifier(name)} ON ${table} ${missing.definition}`),
      );
      built.push(name);
    }
    await run(
      sql.raw(`ALTER INDEX ${qualifier}.${quoteIdentifier(missing.index_name)} ATTACH PARTITION ${child}`),
    );
  }
  return built;
}

function selectMissing(schema: string | undefined): SQL {
  return sql`
    SELECT parent_index.relname::text AS index_name,
           space.nspname::text AS schema_name,
           partition.relname::text AS partition_name,
           substring(pg_get_indexdef(declared.indexrelid) FROM ' (USING .*)$') AS definition,
           name.child_name,
           (SELECT own.indisvalid
              FROM pg_catalog.pg_index own
              JOIN pg_catalog.pg_class own_class ON own_class.oid = own.indexrelid
             WHERE own.indrelid = partition.oid AND own_class.relname = name.child_name) AS leftover_valid
      FROM pg_catalog.pg_index declared
      JOIN pg_catalog.pg_class parent_index ON parent_index.oid = declared.indexrelid
      JOIN pg_catalog.pg_inherits parts ON parts.inhparent = declared.indrelid
      JOIN pg_catalog.pg_class partition ON partition.oid = parts.inhrelid
      JOIN pg_catalog.pg_namespace space ON space.oid = partition.relnamespace
     CROSS JOIN LATERAL (SELECT partition.relname || '_' || replace(parent_index.relname, 'execution_traces_', '') AS full_name) whole
     CROSS JOIN LATERAL (SELECT CASE WHEN octet_length(full_name) <= ${MAX_IDENTIFIER_LENGTH} THEN full_name
                                     ELSE 'execution_traces_' || md5(full_name) END AS child_name) name
     WHERE declared.indrelid = ${tableRegclass(schema)}
       AND NOT EXISTS (SELECT 1
                         FROM pg_catalog.pg_inherits attached
                         JOIN pg_catalog.pg_index child ON child.indexrelid = attached.inhrelid
                        WHERE attached.inhparent = declared.indexrelid AND child.indrelid = partition.oid)
     ORDER BY parent_index.relname, partition.relname`;
}
