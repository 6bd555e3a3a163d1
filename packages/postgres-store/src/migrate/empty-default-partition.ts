import { missingMonths, monthOf } from "@steptrace/core";
import { sql } from "drizzle-orm";
import { isMissingPartition } from "../database/to-storage-error.js";
import { attachCommands, withParent } from "../partitions/attach-partition.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { quoteLiteral, tracesName } from "../partitions/identifier.js";
import { attachedRanges, type PartitionRow, selectPartitions } from "../partitions/partition-catalog.js";
import { retryOnLock } from "../partitions/retry-on-lock.js";

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
  run: RunStatement,
  schema: string | undefined,
): Promise<DefaultPartitionReport | undefined> {
  for (;;) {
    const partitions = await run<PartitionRow>(selectPartitions(schema));
    const found = partitions.find((partition) => partition.is_default);
    if (found === undefined) return undefined;
    try {
      return { name: found.name, rowsMoved: await moveRows(run, schema, found, partitions) };
    } catch (error) {
      // Somebody inserted a row of yet another month between our look and the move.
      if (!isMissingPartition(error)) throw error;
    }
  }
}

async function moveRows(
  run: RunStatement,
  schema: string | undefined,
  { relation }: PartitionRow,
  partitions: readonly PartitionRow[],
): Promise<number> {
  const found = await run<{ readonly month: string }>(
    sql`SELECT DISTINCT to_char(started_at, 'YYYY-MM') AS month FROM ${sql.raw(relation)} ORDER BY month`,
  );
  const months = found.map(({ month }) => monthOf(new Date(`${month}-01T00:00:00Z`)));
  const commands = [
    `ALTER TABLE ${tracesName(schema)} DETACH PARTITION ${relation}`,
    ...missingMonths(months, attachedRanges(partitions)).flatMap(attachCommands),
    ...moveCommands(relation),
  ];
  await retryOnLock(() => run(withParent(schema, commands)));
  const [count] = await run<{ readonly moved: number }>(
    sql`SELECT current_setting('steptrace.rows_moved')::int AS moved`,
  );
  return count?.moved ?? 0;
}

/** By name: a table that was attached may have its columns in another order. A DO block returns nothing but a setting. */
function moveCommands(relation: string): readonly string[] {
  return [
    `EXECUTE (SELECT format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s', parent, string_agg(quote_ident(attname), ', '), ${quoteLiteral(relation)})
                FROM pg_catalog.pg_attribute
               WHERE attrelid = parent AND attnum > 0 AND NOT attisdropped AND attgenerated = '')`,
    "GET DIAGNOSTICS moved = ROW_COUNT",
    `DROP TABLE ${relation}`,
    "PERFORM set_config('steptrace.rows_moved', moved::text, false)",
  ];
}
