import { monthOf } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { SqlState } from "../database/sql-state.js";
import { sqlStateOf } from "../database/to-storage-error.js";
import { finishDetach, partitionTable } from "../partitions/finish-detach.js";
import { quoteIdentifier } from "../partitions/identifier.js";
import { oneStatement } from "../partitions/one-statement.js";
import { type PartitionRow, selectPartitions } from "../partitions/partition-catalog.js";
import { partitionOf } from "../partitions/partition-error.js";
import { TRACES_TABLE } from "../schema/execution-traces.js";
import { asOwner } from "./as-owner.js";
import { dropDetached } from "./drop-month.js";
import { dropCopy } from "./failure-copy.js";
import type { Maintenance } from "./maintenance.js";
import { Patience } from "./patience.js";
import { sessionsWithSnapshots } from "./sessions.js";
import { type Purpose, workingName } from "./working-name.js";

/** What a run that died had begun. */
export interface Leftover {
  readonly name: string;
  /** What there is to do about it, in words. */
  readonly reason: string;
  /** The partition as it is now; absent for a table that stands by itself. */
  readonly partition?: PartitionRow;
  /** What it was made for; absent for the detaching of a partition that another program began. */
  readonly purpose?: Purpose;
  /** The partition that it is about. */
  readonly oid: string;
}

/** What runs that died have left, in the order in which it is to be finished. */
export async function findLeftovers({ run, schema, space }: Maintenance): Promise<readonly Leftover[]> {
  const partitions = await run<PartitionRow>(selectPartitions(schema));
  const inPart = partitions.flatMap((partition): readonly Leftover[] => {
    const { oid, name, is_detaching } = partition;
    const purpose: { readonly purpose?: Purpose } =
      name === workingName("dropping", oid) ? { purpose: "dropping" } : {};
    if (is_detaching) {
      const reason = purpose.purpose ? "half detached, to be dropped" : "half detached, by another program";
      return [{ name, oid, partition, reason, ...purpose }];
    }
    return purpose.purpose ? [{ name, oid, partition, reason: "named to be dropped", ...purpose }] : [];
  });
  const standing = await run<{ readonly name: string; readonly purpose: Purpose; readonly about: string }>(
    selectStanding(space),
  );
  const alone = standing.map(({ name, purpose, about }): Leftover => {
    const reason = purpose === "dropping" ? "detached, to be dropped" : "a copy that was not finished";
    return { name, purpose, oid: about, reason };
  });
  return [...inPart, ...alone];
}

/** @throws {StorageError} with reason `timeout` where transactions of others do not end, `permission` */
export async function finishLeftover(maintenance: Maintenance, leftover: Leftover): Promise<void> {
  const { name, oid, partition, purpose } = leftover;
  const { run, schema, waitMs } = maintenance;
  const what = `Finishing ${name} (${leftover.reason})`;
  const patience = new Patience(run, what, waitMs);
  await asOwner(what, async () => {
    if (partition?.is_detaching) {
      await patience.untilGone(sessionsWithSnapshots());
      await patience.whenFree(oid, () => finishDetach(run, schema, partition));
    } else if (partition !== undefined) {
      // Whether it is still to be dropped is decided anew.
      await patience.whenFree(oid, () => run(renameToMonth(partition))).catch(unlessTaken);
      return;
    }
    if (purpose === "dropping") await dropDetached(maintenance, oid);
    else if (purpose !== undefined) await patience.whenFree(oid, () => run(dropCopy(maintenance, oid)));
  });
}

/** Tables alone that have such a name; of those to be dropped none but what bears its own oid. */
function selectStanding(space: string): SQL {
  const pattern = `^${TRACES_TABLE}_(dropping|keeping)_([0-9]+)$`;
  return sql`
    SELECT c.relname::text AS name, part[1] AS purpose, part[2] AS about
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     CROSS JOIN LATERAL regexp_match(c.relname, ${pattern}::text) AS part
     WHERE n.nspname = ${space}::text AND c.relkind = 'r' AND NOT c.relispartition
       AND (part[1] <> 'dropping' OR part[2] = c.oid::text)
     ORDER BY c.oid`;
}

function renameToMonth(partition: PartitionRow): SQL {
  const month = monthOf(new Date(`${partition.range_from?.replace(" ", "T")}Z`));
  return oneStatement([
    `ALTER TABLE ${partitionTable(partition)} RENAME TO ${quoteIdentifier(partitionOf(month))}`,
  ]);
}

function unlessTaken(error: unknown): void {
  if (sqlStateOf(error) !== SqlState.duplicateTable) throw error;
}
