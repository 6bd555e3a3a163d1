import type { TimeRange } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { TRACES_TABLE } from "../schema/execution-traces.js";

/** A partition, as the catalog knows it. */
export interface PartitionRow {
  readonly name: string;
  /** `FOR VALUES FROM ('…') TO ('…')`, or `DEFAULT`. */
  readonly bounds: string;
  /** The planner's estimate; -1 where nobody has counted yet. */
  readonly estimated_rows: number;
  readonly bytes: number;
}

/** The table of a schema as an SQL expression of type regclass; NULL where there is none. */
export function tableRegclass(schema: string | undefined): SQL {
  const name = schema === undefined ? TRACES_TABLE : `"${schema.replaceAll('"', '""')}".${TRACES_TABLE}`;
  return sql`to_regclass(${name}::text)`;
}

/** The partitions of the table, by name. */
export function selectPartitions(schema: string | undefined): SQL {
  return sql`
    SELECT c.relname::text AS name,
           pg_get_expr(c.relpartbound, c.oid)::text AS bounds,
           c.reltuples::float8 AS estimated_rows,
           pg_total_relation_size(c.oid)::float8 AS bytes
      FROM pg_catalog.pg_inherits i
      JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = ${tableRegclass(schema)}
     ORDER BY c.relname`;
}

const RANGE = /^FOR VALUES FROM \('([^']+)'\) TO \('([^']+)'\)$/;

/** What a partition holds; `undefined` for the default partition, and for one without an end. */
export function rangeOf(bounds: string): TimeRange | undefined {
  const match = RANGE.exec(bounds);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { from: match[1], to: match[2] };
}
