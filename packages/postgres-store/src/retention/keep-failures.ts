import type { TimeRange } from "@steptrace/core";
import { sql } from "drizzle-orm";
import { qualifiedName } from "../partitions/identifier.js";
import type { PartitionRow } from "../partitions/partition-catalog.js";
import { asOwner } from "./as-owner.js";
import { beginCopy, copyFailures, deleteSuccesses, dropCopy, swapCopy } from "./failure-copy.js";
import type { Maintenance } from "./maintenance.js";
import { Patience } from "./patience.js";
import { sessionsWithSnapshots } from "./sessions.js";
import { ANALYZED_COLUMNS } from "./tidy.js";
import { workingTable } from "./working-name.js";

/** What is left of a month. */
export interface KeptFailures {
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Puts a table in the place of a month that holds nothing but its failures. Reading and writing go on while they are
 * copied; what is written to the month meanwhile is in the new table as well. Others wait only for the exchange itself,
 * which is tried for a tenth of a second at a time.
 *
 * @throws {StorageError} with reason `timeout` where transactions of others do not end, `permission`
 */
export async function keepFailures(
  maintenance: Maintenance,
  partition: PartitionRow,
  range: TimeRange,
): Promise<KeptFailures> {
  const { run, space, tableOid, waitMs } = maintenance;
  const what = `Keeping the failures of ${partition.name}`;
  const begin = new Patience(run, what, waitMs);
  return asOwner(what, async () => {
    await begin.whenFree(partition.oid, () => run(beginCopy(maintenance, partition, range)));
    try {
      const columns = await readColumns(maintenance);
      await run(copyFailures(maintenance, partition, columns));
      const copy = workingTable(space, "keeping", partition.oid);
      await run(sql.raw(`ANALYZE ${copy} (${ANALYZED_COLUMNS})`));
      const end = new Patience(run, what, waitMs);
      // Who sees the database as it was before the copy would find nothing in it.
      await end.untilGone(sessionsWithSnapshots());
      await end.whenFree(tableOid, () => run(swapCopy(maintenance, partition, range, columns)));
    } catch (error) {
      // Where this fails, the next run does it.
      await run(dropCopy(maintenance, partition.oid)).catch(() => {});
      throw error;
    }
    return measure(maintenance, partition.name);
  });
}

/** Removes what is no failure from a month of which only those are kept; how many rows that were. */
export async function removeSuccesses({ run }: Maintenance, partition: PartitionRow): Promise<number> {
  const what = `Removing what is no failure from ${partition.name}`;
  const [row] = await asOwner(what, () => run<{ readonly rows: number }>(deleteSuccesses(partition)));
  return row?.rows ?? 0;
}

async function readColumns({ run, tableOid }: Maintenance): Promise<string> {
  const [row] = await run<{ readonly columns: string }>(sql`
    SELECT string_agg(quote_ident(attname), ', ') AS columns
      FROM pg_catalog.pg_attribute
     WHERE attrelid = ${tableOid}::text::oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`);
  return row?.columns ?? "";
}

async function measure({ run, space }: Maintenance, name: string): Promise<KeptFailures> {
  const table = qualifiedName(space, name);
  const [row] = await run<KeptFailures>(
    sql`SELECT count(*)::float8 AS rows, pg_total_relation_size(${table}::text::regclass)::float8 AS bytes
          FROM ${sql.raw(table)}`,
  );
  return row ?? { rows: 0, bytes: 0 };
}
