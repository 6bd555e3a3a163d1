import type { TimeRange } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { quoteLiteral, tracesName } from "./identifier.js";

/** A partition, as the catalog knows it. */
export interface PartitionRow {
  readonly oid: string;
  readonly name: string;
  readonly schema_name: string;
  /** As SQL text, for the session that asked: quoted, and of a schema where that is needed. */
  readonly relation: string;
  readonly is_default: boolean;
  /** Whether a DETACH PARTITION CONCURRENTLY was begun and not ended: nobody reads it or writes to it any more. */
  readonly is_detaching: boolean;
  /** Whether maintenance has left nothing but its failures; see `FAILURES_ONLY_INDEX`. */
  readonly is_failures_only: boolean;
  /** First moment, as `2025-11-01 00:00:00`, or `-infinity`; null for a default partition. */
  readonly range_from: string | null;
  /** First moment after it, or `infinity`; null for a default partition. */
  readonly range_to: string | null;
  /** The planner's estimate; -1 where nobody has counted yet. */
  readonly estimated_rows: number;
  readonly bytes: number;
}

/**
 * How the name of an index ends that a partition has of which failures alone are kept: an index of its own, on all
 * that is no failure.
 */
export const FAILURES_ONLY_INDEX = "_not_failed";

/** The table of a schema as an SQL expression of type regclass; NULL where there is none. */
export function tableRegclass(schema: string | undefined): SQL {
  return sql`to_regclass(${tracesName(schema)}::text)`;
}

/** The partitions of the table, oldest first; fails with SQLSTATE 42P01 or 3F000 where there is no table. */
export function selectPartitions(schema: string | undefined): SQL {
  return sql`
    SELECT c.oid::text AS oid,
           c.relname::text AS name,
           space.nspname::text AS schema_name,
           c.oid::regclass::text AS relation,
           pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' AS is_default,
           i.inhdetachpending AS is_detaching,
           EXISTS (SELECT 1 FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class own ON own.oid = x.indexrelid
                    WHERE x.indrelid = c.oid AND NOT own.relispartition
                      AND own.relname LIKE ${sql.raw(quoteLiteral(`%${FAILURES_ONLY_INDEX}`))}) AS is_failures_only,
           ${moment(sql`bound[1]`)} AS range_from,
           ${moment(sql`bound[2]`)} AS range_to,
           c.reltuples::float8 AS estimated_rows,
           pg_total_relation_size(c.oid)::float8 AS bytes
      FROM pg_catalog.pg_inherits i
      JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
      JOIN pg_catalog.pg_namespace space ON space.oid = c.relnamespace
      LEFT JOIN LATERAL regexp_match(pg_get_expr(c.relpartbound, c.oid), '^FOR VALUES FROM [(](.*)[)] TO [(](.*)[)]$') AS bound
             ON true
     WHERE i.inhparent = ${tracesName(schema)}::text::regclass
     ORDER BY range_from, name`;
}

/** What a partition holds; `undefined` for the default partition. */
export function rangeOf({ range_from, range_to }: PartitionRow): TimeRange | undefined {
  return range_from === null || range_to === null ? undefined : { from: range_from, to: range_to };
}

/** What the partitions hold that take rows: none does that is half detached. */
export function attachedRanges(partitions: readonly PartitionRow[]): readonly TimeRange[] {
  return partitions.flatMap((partition) => (partition.is_detaching ? [] : (rangeOf(partition) ?? [])));
}

/**
 * A bound as text that orders as the moments do ("-" is before all digits, "i" after them). The catalog prints it in
 * the session's DateStyle, and so reads it back here.
 */
function moment(bound: SQL): SQL {
  const text = sql`trim(both '''' from ${bound})`;
  return sql`
    CASE ${text} WHEN 'MINVALUE' THEN '-infinity' WHEN 'MAXVALUE' THEN 'infinity'
         ELSE coalesce(to_char(${text}::timestamp, 'YYYY-MM-DD HH24:MI:SS'), ${text}) END COLLATE "C"`;
}
