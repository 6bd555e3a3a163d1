import type { PlannedPartition, TimeRange } from "@steptrace/core";
import type { PartitionRow } from "../partitions/partition-catalog.js";
import { partitionInfo } from "../partitions/partition-info.js";
import { dropMonth } from "./drop-month.js";
import { keepFailures, removeSuccesses } from "./keep-failures.js";
import type { Maintenance } from "./maintenance.js";
import type { MaintainedPartition } from "./maintenance-report.js";

/** A partition as the planning takes it. */
export interface RangedPartition {
  readonly row: PartitionRow;
  readonly range: TimeRange | undefined;
}

/** Does with a partition what was planned, and says so. @throws {StorageError} */
export async function retirePartition(
  maintenance: Maintenance,
  planned: PlannedPartition<RangedPartition>,
): Promise<MaintainedPartition> {
  const { row, range } = planned.partition;
  const before = describePlanned(planned);
  const started = performance.now();
  const took = (): { readonly durationMs: number } => ({
    durationMs: Math.round(performance.now() - started),
  });
  if (planned.fate === "dropped") {
    await dropMonth(maintenance, row);
    return { ...before, ...took() };
  }
  if (planned.fate !== "reduced" || range === undefined) return before;
  if (!row.is_failures_only) {
    const { rows, bytes } = await keepFailures(maintenance, row, range);
    return { ...before, keptRows: rows, keptBytes: bytes, ...took() };
  }
  const removed = await removeSuccesses(maintenance, row);
  if (removed === 0) return before;
  return { ...before, reason: `${removed} that came later and are no failures were removed`, ...took() };
}

/** What is planned for a partition, as the report has it. */
export function describePlanned(planned: PlannedPartition<RangedPartition>): MaintainedPartition {
  const { fate, reason, partition } = planned;
  const isDone = fate === "reduced" && partition.row.is_failures_only;
  return {
    ...partitionInfo(partition.row),
    action: isDone ? "kept" : fate,
    ...(isDone && { reason: "its failures alone" }),
    ...(reason !== undefined && { reason }),
  };
}
