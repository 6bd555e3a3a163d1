import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { sayCount, sayNames, sayShare } from "../words.js";
import type { PartitionFacts, PartitionsFacts } from "./examine-partitions.js";

/** Whether the planner knows the table, and whether dead rows are cleared away. */
export function judgeStatistics(facts: PartitionsFacts, thresholds: Required<Thresholds>): Judgement {
  const rows = sumOf(facts.partitions, ({ liveRows }) => liveRows);
  const dead = sumOf(facts.partitions, ({ deadRows }) => deadRows);
  const bare = facts.partitions.filter((partition) => isDirty(partition, thresholds));
  return {
    summary: `some ${sayCount(rows, "row")}, ${sayCount(dead, "dead one")}`,
    findings: [...unanalyzed(facts, rows, thresholds), ...bare.map(dirtyFinding)],
  };
}

function unanalyzed(
  { relation, isAnalyzed, partitions }: PartitionsFacts,
  rows: number,
  { unanalyzedRows }: Required<Thresholds>,
): readonly Finding[] {
  const names = partitions
    .filter(({ estimatedRows, liveRows }) => estimatedRows === undefined && liveRows >= unanalyzedRows)
    .map(({ name }) => name);
  const all = !isAnalyzed && rows >= unanalyzedRows ? [relation, ...names] : names;
  if (all.length === 0) return [];
  return [
    {
      code: "statistics-missing",
      severity: "warning",
      what: `Never analysed, with some ${sayCount(rows, "row")}: ${sayNames(all)}; the planner guesses, and queries may be slow.`,
      fix: `ANALYZE ${relation};    -- as steptrace maintain does: autovacuum leaves partitioned tables out`,
      subject: sayNames(all),
    },
  ];
}

function isDirty({ liveRows, deadRows }: PartitionFacts, limits: Required<Thresholds>): boolean {
  return deadRows > limits.deadRows && deadRows / (liveRows + deadRows) > limits.deadShare;
}

function dirtyFinding({ name, relation, liveRows, deadRows, vacuumedAt }: PartitionFacts): Finding {
  const share = sayShare(deadRows / (liveRows + deadRows));
  const last =
    vacuumedAt === undefined ? "it was never vacuumed" : `vacuumed last at ${vacuumedAt.toISOString()}`;
  return {
    code: "dead-rows",
    severity: "warning",
    what: `${share} of ${name} are dead rows (${Math.round(deadRows).toLocaleString("en")}); ${last}.`,
    fix: `VACUUM (ANALYZE) ${relation};`,
    subject: name,
  };
}

function sumOf(
  partitions: readonly PartitionFacts[],
  measure: (partition: PartitionFacts) => number,
): number {
  return partitions.reduce((sum, partition) => sum + measure(partition), 0);
}
