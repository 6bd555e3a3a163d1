import { type Database, listPartitions, tableRegclass } from "@steptrace/postgres-store";
import { sql } from "drizzle-orm";
import type { PartitionSize } from "../diagnosis.js";

/** The table and its partitions. */
export interface PartitionsFacts {
  /** The table as SQL text. */
  readonly relation: string;
  /** Whether the table itself was ever analysed: autovacuum does not do that. */
  readonly isAnalyzed: boolean;
  /** Oldest first. */
  readonly partitions: readonly PartitionFacts[];
}

export interface PartitionFacts extends PartitionSize {
  /** As SQL text. */
  readonly relation: string;
  /** Bytes that its rows had, as long as nobody vacuums; 0 where there never was one. */
  readonly heapBytes: number;
  /** Whether a DETACH … CONCURRENTLY of it has not come to its end. */
  readonly isDetachPending: boolean;
  /** Whether a session is seen that still works on that. */
  readonly isBeingDetached: boolean;
}

interface StatisticsRow {
  readonly name: string;
  readonly relation: string;
  readonly is_parent: boolean;
  readonly is_detach_pending: boolean;
  readonly is_being_detached: boolean;
  /** -1 where nobody has counted yet. */
  readonly estimated_rows: number;
  readonly live_rows: number;
  readonly dead_rows: number;
  readonly vacuumed_ms: number | null;
  readonly analyzed_ms: number | null;
  readonly heap_bytes: number;
  readonly table_bytes: number;
  readonly index_bytes: number;
}

/** @throws {StorageError} */
export async function readPartitions(database: Database): Promise<PartitionsFacts> {
  const [listed, statistics] = await Promise.all([listPartitions(database), readStatistics(database)]);
  const byName = new Map(statistics.map((row) => [row.name, row]));
  const parent = statistics.find(({ is_parent }) => is_parent);
  return {
    relation: parent?.relation ?? "execution_traces",
    isAnalyzed: (parent?.estimated_rows ?? 0) >= 0,
    partitions: listed.flatMap((partition) => {
      const row = byName.get(partition.name);
      // One that was made or dropped between the two statements.
      return row === undefined ? [] : [{ ...partition, ...measuresOf(row) }];
    }),
  };
}

function measuresOf(row: StatisticsRow): Omit<PartitionFacts, "name" | "bytes"> {
  return {
    relation: row.relation,
    isDetachPending: row.is_detach_pending,
    isBeingDetached: row.is_being_detached,
    heapBytes: row.heap_bytes,
    tableBytes: row.table_bytes,
    indexBytes: row.index_bytes,
    liveRows: row.live_rows,
    deadRows: row.dead_rows,
    ...(row.vacuumed_ms !== null && { vacuumedAt: new Date(row.vacuumed_ms) }),
    ...(row.analyzed_ms !== null && { analyzedAt: new Date(row.analyzed_ms) }),
  };
}

function readStatistics(database: Database): Promise<readonly StatisticsRow[]> {
  const parent = tableRegclass(database.schema);
  return database.rows<StatisticsRow>(
    "Looking at the statistics",
    sql`
      SELECT c.relname::text AS name,
             c.oid::regclass::text AS relation,
             i.inhparent IS NULL AS is_parent,
             coalesce(i.inhdetachpending, false) AS is_detach_pending,
             coalesce(i.inhdetachpending, false)
               AND EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity a
                            WHERE a.datname = current_database() AND a.state = 'active'
                              AND a.query ~* '^\\s*ALTER TABLE .* DETACH PARTITION') AS is_being_detached,
             c.reltuples::float8 AS estimated_rows,
             greatest(s.n_live_tup, c.reltuples)::float8 AS live_rows,
             coalesce(s.n_dead_tup, 0)::float8 AS dead_rows,
             extract(epoch FROM greatest(s.last_vacuum, s.last_autovacuum))::float8 * 1000 AS vacuumed_ms,
             extract(epoch FROM greatest(s.last_analyze, s.last_autoanalyze))::float8 * 1000 AS analyzed_ms,
             coalesce(pg_relation_size(c.oid), 0)::float8 AS heap_bytes,
             coalesce(pg_table_size(c.oid), 0)::float8 AS table_bytes,
             coalesce(pg_indexes_size(c.oid), 0)::float8 AS index_bytes
        FROM pg_catalog.pg_class c
        LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid
        LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
       WHERE c.oid = ${parent} OR i.inhparent = ${parent}`,
  );
}
