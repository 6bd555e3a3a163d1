import { monthOf } from "@steptrace/core";
import { sql } from "drizzle-orm";
import type { DrizzleDatabase } from "../database/database-config.js";
import { rowsOf } from "../database/rows-of.js";
import { quoteIdentifier } from "../partitions/attach-partition.js";
import { ensurePartitions, type RunStatement } from "../partitions/ensure-partitions.js";
import { type PartitionRow, selectPartitions } from "../partitions/partition-catalog.js";
import type { TracesTable } from "../schema/execution-traces.js";

/** A default partition that somebody had added, and what became of it. */
export interface DefaultPartitionReport {
  readonly name: string;
  readonly rowsMoved: number;
}

/**
 * Moves the rows of a default partition to the months that they belong to, and drops it: a default partition stands
 * in the way of every later partition, and of detaching without a lock. `undefined` where there is none.
 */
export async function emptyDefaultPartition(
  session: DrizzleDatabase,
  schema: string | undefined,
  table: TracesTable,
): Promise<DefaultPartitionReport | undefined> {
  return session.transaction(async (tx) => {
    const run: RunStatement = async (statement) => rowsOf(await tx.execute(statement));
    const partitions = await run<PartitionRow>(selectPartitions(schema));
    const found = partitions.find((partition) => partition.bounds === "DEFAULT");
    if (found === undefined) return undefined;
    const qualifier = schema === undefined ? "" : `${quoteIdentifier(schema)}.`;
    const name = sql.raw(`${qualifier}${quoteIdentifier(found.name)}`);
    await run(sql`ALTER TABLE ${table} DETACH PARTITION ${name}`);
    const months = await run<{ readonly month: string }>(
      sql`SELECT DISTINCT to_char(started_at, 'YYYY-MM') AS month FROM ${name} ORDER BY month`,
    );
    await ensurePartitions(
      run,
      schema,
      months.map(({ month }) => monthOf(new Date(`${month}-01T00:00:00Z`))),
    );
    const [count] = await run<{ readonly moved: number }>(
      sql`WITH moved AS (INSERT INTO ${table} SELECT * FROM ${name} RETURNING 1) SELECT count(*)::int AS moved FROM moved`,
    );
    await run(sql`DROP TABLE ${name}`);
    return { name: found.name, rowsMoved: count?.moved ?? 0 };
  });
}
