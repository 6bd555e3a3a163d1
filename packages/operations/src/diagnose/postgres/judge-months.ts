import {
  addMonths,
  type Month,
  monthOf,
  monthRange,
  monthsAhead,
  partitionName,
  type TimeRange,
} from "@steptrace/core";
import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { sayCount, sayNames } from "../words.js";
import { attachStatements } from "./attach-statements.js";
import type { PartitionFacts, PartitionsFacts } from "./examine-partitions.js";
import { gapsIn } from "./gaps.js";
import { judgeBounds } from "./judge-bounds.js";

/** Whether every month that a trace may belong to has its partition. */
export function judgeMonths(facts: PartitionsFacts, thresholds: Required<Thresholds>, now: Date): Judgement {
  const { relation, partitions } = facts;
  // One that is half detached takes no new rows.
  const attached = partitions.filter(({ isDetachPending }) => !isDetachPending);
  const ranges = attached.flatMap(rangeOf);
  const past = Array.from({ length: thresholds.pastMonths }, (_, index) =>
    addMonths(monthOf(now), index - thresholds.pastMonths),
  );
  const since = monthRange(past[0] ?? monthOf(now)).from;
  const bounds = judgeBounds({ ...facts, partitions: attached }, since);
  const detaching = partitions.filter(({ isDetachPending }) => isDetachPending);
  return {
    summary: summaryOf(partitions),
    findings: [
      ...missingAhead(ranges, thresholds.aheadMonths, now),
      ...holes(relation, ranges, past),
      ...(bounds.findings ?? []),
      ...detaching.filter(({ isBeingDetached }) => !isBeingDetached).map((part) => pending(relation, part)),
    ],
    notes: [
      ...(bounds.notes ?? []),
      ...detaching
        .filter(({ isBeingDetached }) => isBeingDetached)
        .map(({ name }) => `${name} is being detached: a session waits for transactions that began before.`),
    ],
  };
}

function missingAhead(ranges: readonly TimeRange[], ahead: number, now: Date): readonly Finding[] {
  const missing = monthsAhead(now, ahead).filter((month) => isBare(month, ranges));
  if (missing.length === 0) return [];
  const isNow = isBare(monthOf(now), ranges);
  return [
    {
      code: "month-missing",
      severity: isNow ? "error" : "warning",
      what: `${sayCount(missing.length, "month")} without a partition: ${sayNames(missing.map(nameOf))}; a role that may not make it cannot store a trace there.`,
      fix: "steptrace maintain",
      subject: sayNames(missing.map(nameOf)),
    },
  ];
}

/**
 * Of the months just before the current one, those that lack a partition although an earlier one of them has its own:
 * what recovery finds may have started there. Of months long ago nobody recovers anything.
 */
function holes(relation: string, ranges: readonly TimeRange[], past: readonly Month[]): readonly Finding[] {
  const first = past.findIndex((month) => !isBare(month, ranges));
  const between = first === -1 ? [] : past.slice(first);
  return between
    .filter((month) => isBare(month, ranges))
    .map((month) => ({
      code: "month-hole",
      severity: "warning",
      what: `There are partitions before and after it, but none for ${nameOf(month)}: a trace that is recovered from then may find no place.`,
      fix: attachStatements(relation, nameOf(month).replace("-", "_"), monthRange(month)),
      subject: partitionName("execution_traces", month),
    }));
}

/** Whether no partition covers any of it; one that is covered in part is split, which is told of its own. */
function isBare(month: Month, ranges: readonly TimeRange[]): boolean {
  const range = monthRange(month);
  const [gap] = gapsIn(range, ranges);
  return gap?.from === range.from && gap.to === range.to;
}

function pending(relation: string, partition: PartitionFacts): Finding {
  return {
    code: "detach-pending",
    severity: "error",
    what: `${partition.name} is half detached: queries no longer see its rows, and no other partition can be detached CONCURRENTLY.`,
    fix: `ALTER TABLE ${relation} DETACH PARTITION ${partition.relation} FINALIZE;    -- as steptrace maintain does`,
    subject: partition.name,
  };
}

function summaryOf(partitions: readonly PartitionFacts[]): string {
  const ranges = partitions.flatMap(rangeOf);
  const [first, last] = [ranges[0]?.from, ranges.at(-1)?.to];
  const count = sayCount(partitions.length, "partition");
  return first === undefined || last === undefined ? count : `${count}, ${day(first)} to ${day(last)}`;
}

function day(moment: string): string {
  return moment.slice(0, "2025-11-01".length);
}

function nameOf(month: Month): string {
  return monthRange(month).from.slice(0, "2025-11".length);
}

function rangeOf({ from, to }: PartitionFacts): readonly TimeRange[] {
  return from === undefined || to === undefined ? [] : [{ from, to }];
}
