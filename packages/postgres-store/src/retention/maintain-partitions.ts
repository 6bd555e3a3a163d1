import {
  missingMonths,
  monthRange,
  monthsAhead,
  type PlannedPartition,
  planRetention,
  type RetentionRule,
} from "@steptrace/core";
import { sql } from "drizzle-orm";
import type { Database } from "../database/database.js";
import { rowsOf } from "../database/rows-of.js";
import { withAdvisoryLock } from "../migrate/advisory-lock.js";
import { emptyDefaultPartition } from "../migrate/empty-default-partition.js";
import { ensurePartitions, type RunStatement } from "../partitions/ensure-partitions.js";
import { partitionTable } from "../partitions/finish-detach.js";
import {
  attachedRanges,
  type PartitionRow,
  rangeOf,
  selectPartitions,
} from "../partitions/partition-catalog.js";
import { partitionOf } from "../partitions/partition-error.js";
import { partitionInfo } from "../partitions/partition-info.js";
import { countUnread, indexTexts } from "../search/fill-texts.js";
import { countUnindexed, indexFailures } from "../similarity/index-failures.js";
import { keepStatistics, previewStatistics, removeOldStatistics } from "../statistics/keep-statistics.js";
import { asOwner } from "./as-owner.js";
import { findLeftovers, finishLeftover, type Leftover } from "./finish-leftovers.js";
import { type Maintenance, openMaintenance } from "./maintenance.js";
import type { MaintainedPartition, MaintenanceReport } from "./maintenance-report.js";
import { describePlanned, type RangedPartition, retirePartition } from "./retire-partition.js";
import { requireOwner, tidy } from "./tidy.js";

/** What to do about the partitions of a table. */
export interface PartitionUpkeep extends RetentionRule {
  /** Months after the current one whose partitions are made. */
  readonly aheadMonths: number;
  /** Whether nothing is to be changed. */
  readonly isDryRun: boolean;
  /** Milliseconds to wait for the transactions of others, at each step that has to. */
  readonly waitMs: number;
  readonly now: Date;
}

/**
 * Makes the partitions of the months ahead, has the table analysed, and retires months that are past the keeping. Safe
 * from many processes at once, and after one that died.
 *
 * @throws {StorageError}
 */
export async function maintainPartitions(
  database: Database,
  upkeep: PartitionUpkeep,
): Promise<MaintenanceReport> {
  const { schema, isShared } = database;
  return database.session("Maintaining", async (session) => {
    const run: RunStatement = async (statement) => rowsOf(await session.execute(statement));
    const maintenance = await openMaintenance(run, schema, { isShared, waitMs: upkeep.waitMs });
    if (upkeep.isDryRun) return preview(maintenance, upkeep);
    return withAdvisoryLock(run, schema, () => maintain(maintenance, upkeep));
  });
}

async function maintain(maintenance: Maintenance, upkeep: PartitionUpkeep): Promise<MaintenanceReport> {
  const { run, schema } = maintenance;
  const defaultPartition = await emptyDefaultPartition(run, schema);
  const ahead = monthsAhead(upkeep.now, upkeep.aheadMonths);
  const made = new Set(await ensurePartitions(run, schema, ahead));
  requireOwner(maintenance);
  const staying = { ...maintenance, since: startOfStaying(await plan(maintenance, upkeep)) };
  const failures = await asOwner("Filling in failures", () => indexFailures(staying));
  const statistics = await asOwner("Keeping statistics", () => keepStatistics(staying, upkeep.now));
  const texts = await asOwner("Filling in what is searched", () => indexTexts(staying));
  await tidy(maintenance);
  const outcomes: MaintainedPartition[] = [];
  for (const leftover of await findLeftovers(maintenance)) {
    await finishLeftover(maintenance, leftover);
    outcomes.push(describeLeftover(leftover));
  }
  for (const planned of await plan(maintenance, upkeep)) {
    if (made.has(planned.partition.row.name)) {
      outcomes.push({ ...partitionInfo(planned.partition.row), action: "made" });
    } else {
      outcomes.push(await retirePartition(maintenance, planned));
    }
  }
  await removeOldStatistics(maintenance);
  return {
    isDryRun: false,
    partitions: inOrder(outcomes),
    ...failures,
    ...statistics,
    ...texts,
    ...(defaultPartition !== undefined && { defaultPartition }),
  };
}

/** What `maintain` would do, as far as that can be seen beforehand. */
async function preview(maintenance: Maintenance, upkeep: PartitionUpkeep): Promise<MaintenanceReport> {
  const planned = await plan(maintenance, upkeep);
  const staying = { ...maintenance, since: startOfStaying(planned) };
  const leftovers = await findLeftovers(maintenance);
  const begun = new Set(leftovers.map(({ name }) => name));
  const ranges = attachedRanges(planned.map(({ partition }) => partition.row));
  const missing = missingMonths(monthsAhead(upkeep.now, upkeep.aheadMonths), ranges);
  const byDefault = planned.find(({ partition }) => partition.row.is_default)?.partition.row;
  const outcomes: readonly MaintainedPartition[] = [
    ...planned
      .filter(({ partition: { row } }) => !row.is_default && !begun.has(row.name))
      .map(describePlanned),
    ...missing.map((month) => ({ name: partitionOf(month), ...monthRange(month), action: "made" as const })),
    ...leftovers.map(describeLeftover),
  ];
  return {
    isDryRun: true,
    partitions: inOrder(outcomes),
    ...(await countUnindexed(staying)),
    ...(await previewStatistics(staying)),
    ...(await countUnread(staying)),
    ...(byDefault !== undefined && {
      defaultPartition: { name: byDefault.name, rowsMoved: await countRows(maintenance, byDefault) },
    }),
  };
}

/** By the earlier of two clocks, this process's and the server's: one that is wrong must not make a month look old. */
async function plan(maintenance: Maintenance, upkeep: PartitionUpkeep) {
  const { run, schema, serverTime } = maintenance;
  const rows = await run<PartitionRow>(selectPartitions(schema));
  const partitions = rows.map((row): RangedPartition => ({ row, range: rangeOf(row) }));
  const now = new Date(Math.min(upkeep.now.getTime(), serverTime.getTime()));
  return planRetention(partitions, upkeep, now);
}

/** When the oldest month begins that is not dropped; `undefined` where that is not known, or none is dropped. */
function startOfStaying(planned: readonly PlannedPartition<RangedPartition>[]): string | undefined {
  const staying = planned
    .filter(({ fate }) => fate !== "dropped")
    .map(({ partition }) => partition.range?.from);
  if (staying.length === planned.length || staying.includes(undefined)) return undefined;
  return staying.toSorted()[0];
}

async function countRows({ run }: Maintenance, partition: PartitionRow): Promise<number> {
  const [row] = await run<{ readonly rows: number }>(
    sql`SELECT count(*)::float8 AS rows FROM ${sql.raw(partitionTable(partition))}`,
  );
  return row?.rows ?? 0;
}

function describeLeftover({ name, partition, reason }: Leftover): MaintainedPartition {
  return { ...(partition && partitionInfo(partition)), name, action: "finished", reason };
}

function inOrder(outcomes: readonly MaintainedPartition[]): readonly MaintainedPartition[] {
  const key = ({ from = "", name }: MaintainedPartition): string => `${from} ${name}`;
  return outcomes.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
