import type { PartitionFate } from "@steptrace/core";
import type { DefaultPartitionReport } from "../migrate/empty-default-partition.js";
import type { IndexedTexts } from "../search/fill-texts.js";
import type { IndexedFailures } from "../similarity/index-failures.js";
import type { KeptStatistics } from "../statistics/keep-statistics.js";

/** A partition, and what became of it; where nothing was to be changed (`dryRun`), what would. */
export interface MaintainedPartition {
  readonly name: string;
  /** First moment, as `2025-11-01 00:00:00` (UTC); absent where it is no partition any more. */
  readonly from?: string;
  /** First moment after it. */
  readonly to?: string;
  /**
   * - `made`: for a month that had none
   * - `kept`: as it is
   * - `reduced`: nothing but its failures stayed
   * - `dropped`: with all its rows
   * - `finished`: what a run that died had begun with it
   * - `refused`: past the keeping, and left alone; see `reason`
   */
  readonly action: "made" | "finished" | PartitionFate;
  /** Rows that it had, by the planner's estimate; absent where it was never analysed. */
  readonly estimatedRows?: number;
  /** Bytes on disk that it had, indexes included. */
  readonly bytes?: number;
  /** Of a month that was reduced: the failures that stayed, counted. */
  readonly keptRows?: number;
  /** Of a month that was reduced: the bytes that it has now. */
  readonly keptBytes?: number;
  /** Milliseconds that the change took. */
  readonly durationMs?: number;
  /** Why, where that is not obvious. */
  readonly reason?: string;
}

/** What maintenance did; or, with `dryRun`, what it would do. */
export interface MaintenanceReport extends IndexedFailures, IndexedTexts, KeptStatistics {
  readonly isDryRun: boolean;
  /** Oldest first; those without months before them. */
  readonly partitions: readonly MaintainedPartition[];
  /** Absent where there was none. */
  readonly defaultPartition?: DefaultPartitionReport;
}
