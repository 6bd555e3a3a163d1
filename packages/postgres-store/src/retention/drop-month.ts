import { sql } from "drizzle-orm";
import { partitionTable } from "../partitions/finish-detach.js";
import { quoteIdentifier } from "../partitions/identifier.js";
import { oneStatement } from "../partitions/one-statement.js";
import { type PartitionRow, selectPartitions } from "../partitions/partition-catalog.js";
import { asOwner } from "./as-owner.js";
import type { Maintenance } from "./maintenance.js";
import { Patience } from "./patience.js";
import { sessionsThatHold } from "./sessions.js";
import { workingName, workingTable } from "./working-name.js";

/**
 * Drops a month with all its rows, and keeps nobody waiting: it is detached in the two steps of DETACH PARTITION
 * CONCURRENTLY, with a name by which another run knows that it was to go, should this one die in between.
 *
 * @throws {StorageError} with reason `timeout` where transactions of others do not end, `permission`
 */
export async function dropMonth(maintenance: Maintenance, partition: PartitionRow): Promise<void> {
  const { run, table, tableOid, space, waitMs } = maintenance;
  const what = `Dropping ${partition.name}`;
  const patience = new Patience(run, what, waitMs);
  const working = workingTable(space, "dropping", partition.oid);
  const drop = async (): Promise<void> => {
    // Nothing is begun while a long transaction would keep it from its end.
    await patience.untilGone(sessionsThatHold(tableOid));
    await patience.whenFree(partition.oid, () => run(oneStatement(renaming(partition, space))));
    try {
      await patience.withLimit(sessionsThatHold(tableOid), () =>
        run(sql.raw(`ALTER TABLE ${table} DETACH PARTITION ${working} CONCURRENTLY`)),
      );
    } catch (error) {
      // An insert for that month may have found it half detached, and finished that.
      if (await isAttached(maintenance, partition.oid)) throw error;
    }
    await dropDetached(maintenance, partition.oid);
  };
  await asOwner(what, drop, `DROP TABLE ${partitionTable(partition)};`);
}

/** Drops a month that stands by itself. */
export async function dropDetached({ run, space, waitMs }: Maintenance, oid: string): Promise<void> {
  const patience = new Patience(run, `Dropping ${workingName("dropping", oid)}`, waitMs);
  const drop = oneStatement([`DROP TABLE IF EXISTS ${workingTable(space, "dropping", oid)}`]);
  await patience.whenFree(oid, () => run(drop));
}

/** One of another schema comes where those are looked for that a run left behind. */
function renaming(partition: PartitionRow, space: string): readonly string[] {
  const own = quoteIdentifier(partition.schema_name);
  const working = quoteIdentifier(workingName("dropping", partition.oid));
  return [
    ...(partition.name === workingName("dropping", partition.oid)
      ? []
      : [`ALTER TABLE ${partitionTable(partition)} RENAME TO ${working}`]),
    `ALTER TABLE ${own}.${working} SET SCHEMA ${quoteIdentifier(space)}`,
  ];
}

async function isAttached({ run, schema }: Maintenance, oid: string): Promise<boolean> {
  const partitions = await run<PartitionRow>(selectPartitions(schema));
  return partitions.some((partition) => partition.oid === oid);
}
