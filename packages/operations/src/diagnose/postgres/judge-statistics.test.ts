import { expect, it } from "vitest";
import { resolveThresholds } from "../thresholds.js";
import type { PartitionFacts } from "./examine-partitions.js";
import { judgeStatistics } from "./judge-statistics.js";

function partition(facts: Partial<PartitionFacts>): PartitionFacts {
  const bytes = { bytes: 0, tableBytes: 0, indexBytes: 0, heapBytes: 0 };
  const name = "execution_traces_2025_11";
  return {
    ...bytes,
    name,
    relation: name,
    isDetachPending: false,
    isBeingDetached: false,
    estimatedRows: 0,
    liveRows: 0,
    deadRows: 0,
    ...facts,
  };
}

function judge(isAnalyzed: boolean, ...partitions: readonly PartitionFacts[]) {
  return judgeStatistics({ relation: "execution_traces", isAnalyzed, partitions }, resolveThresholds());
}

function unanalyzed(liveRows: number): PartitionFacts {
  const { estimatedRows: _, ...facts } = partition({ liveRows });
  return facts;
}

it.each<[string, boolean, readonly PartitionFacts[]]>([
  ["an empty table", false, [unanalyzed(0)]],
  ["a small one", false, [unanalyzed(999)]],
  ["one that was analysed", true, [partition({ liveRows: 1_000_000, estimatedRows: 900_000 })]],
  ["few dead rows, whatever their share", true, [partition({ liveRows: 1, deadRows: 10_000 })]],
  ["a small share of dead rows", true, [partition({ liveRows: 80_000, deadRows: 20_000 })]],
])("finds nothing: %s", (_name, isAnalyzed, partitions) => {
  expect(judge(isAnalyzed, ...partitions).findings).toEqual([]);
});

it.each<[boolean, readonly PartitionFacts[], string]>([
  [false, [partition({ liveRows: 1000 })], "execution_traces"],
  [true, [unanalyzed(1000)], "execution_traces_2025_11"],
  [false, [unanalyzed(1000)], "execution_traces, execution_traces_2025_11"],
  [false, [partition({ liveRows: 500 }), partition({ liveRows: 500 })], "execution_traces"],
])("finds what was never analysed: %#", (isAnalyzed, partitions, subject) => {
  expect(judge(isAnalyzed, ...partitions).findings).toMatchObject([
    { code: "statistics-missing", subject, fix: expect.stringMatching(/^ANALYZE execution_traces;/) },
  ]);
});

it.each<[Partial<PartitionFacts>, string]>([
  [
    { liveRows: 30_000, deadRows: 10_001 },
    "25 % of execution_traces_2025_11 are dead rows (10,001); it was never vacuumed.",
  ],
  [
    { liveRows: 0, deadRows: 50_000, vacuumedAt: new Date("2025-11-01T00:00:00Z") },
    "100 % of execution_traces_2025_11 are dead rows (50,000); vacuumed last at 2025-11-01T00:00:00.000Z.",
  ],
])("finds dead rows: %j", (facts, what) => {
  expect(judge(true, partition(facts)).findings).toMatchObject([
    { code: "dead-rows", severity: "warning", what, fix: "VACUUM (ANALYZE) execution_traces_2025_11;" },
  ]);
});
