import { addMonths, type Month, monthRange, partitionName } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { resolveThresholds } from "../thresholds.js";
import type { PartitionFacts } from "./examine-partitions.js";
import { judgeMonths } from "./judge-months.js";

const NOW = new Date("2025-11-16T12:00:00Z");
const NOVEMBER: Month = { year: 2025, month: 11 };
const NOTHING = { bytes: 0, tableBytes: 0, indexBytes: 0, heapBytes: 0, liveRows: 0, deadRows: 0 };

function partition(facts: Partial<PartitionFacts> & { readonly name: string }): PartitionFacts {
  return { ...NOTHING, relation: facts.name, isDetachPending: false, isBeingDetached: false, ...facts };
}

/** The partition of the month so many months after November 2025. */
function month(count: number, facts: Partial<PartitionFacts> = {}): PartitionFacts {
  const at = addMonths(NOVEMBER, count);
  return partition({ name: partitionName("execution_traces", at), ...monthRange(at), ...facts });
}

function judge(...partitions: readonly PartitionFacts[]) {
  const facts = { relation: "execution_traces", isAnalyzed: true, partitions };
  return judgeMonths(facts, resolveThresholds(), NOW);
}

describe("judgeMonths", () => {
  it("finds nothing where all months are there", () => {
    expect(judge(month(-1), month(0), month(1))).toEqual({
      summary: "3 partitions, 2025-10-01 to 2026-01-01",
      findings: [],
      notes: [],
    });
  });

  it.each<[string, readonly PartitionFacts[], "error" | "warning", RegExp]>([
    ["the next month", [month(0)], "warning", /^1 month without a partition: 2025-12;/],
    ["the current month", [month(1)], "error", /^1 month without a partition: 2025-11;/],
    ["both", [], "error", /^2 months without a partition: 2025-11, 2025-12;/],
    ["a month that is being detached", [month(0, { isDetachPending: true }), month(1)], "error", /2025-11/],
  ])("finds that %s is missing", (_name, partitions, severity, what) => {
    expect(judge(...partitions).findings?.[0]).toMatchObject({
      code: "month-missing",
      severity,
      what: expect.stringMatching(what),
      fix: "steptrace maintain",
    });
  });

  it.each<[string, readonly number[], readonly string[]]>([
    ["none before the first partition", [0, 1], []],
    ["none where only older ones are missing", [-1, 0, 1], []],
    ["none long ago", [-30, 0, 1], []],
    ["none among those long ago", [-30, -20, -3, -2, -1, 0, 1], []],
    ["those after an earlier month", [-3, 0, 1], ["2025_09", "2025_10"]],
    ["one between two", [-3, -1, 0, 1], ["2025_09"]],
    ["the last one", [-2, 0, 1], ["2025_10"]],
  ])("finds holes: %s", (_name, months, holes) => {
    const findings = judge(...months.map((count) => month(count))).findings ?? [];
    expect(findings.map(({ code, subject }) => [code, subject])).toEqual(
      holes.map((hole) => ["month-hole", `execution_traces_${hole}`]),
    );
  });

  it("says with which statements a hole is closed, in the schema of the table", () => {
    const facts = {
      relation: '"my schema".execution_traces',
      isAnalyzed: true,
      partitions: [month(-2), month(0), month(1)],
    };
    expect(judgeMonths(facts, resolveThresholds(), NOW).findings?.[0]?.fix).toBe(
      'CREATE TABLE "my schema".execution_traces_2025_10 (LIKE "my schema".execution_traces INCLUDING ALL EXCLUDING INDEXES); ' +
        'ALTER TABLE "my schema".execution_traces ATTACH PARTITION "my schema".execution_traces_2025_10 ' +
        "FOR VALUES FROM ('2025-10-01 00:00:00') TO ('2025-11-01 00:00:00');",
    );
  });

  it("finds a partition that is half detached", () => {
    expect(judge(month(-5, { isDetachPending: true }), month(0), month(1)).findings).toMatchObject([
      {
        code: "detach-pending",
        severity: "error",
        fix: expect.stringContaining("DETACH PARTITION execution_traces_2025_06 FINALIZE;"),
      },
    ]);
  });

  it("tells of one that a session is detaching", () => {
    const detaching = month(-5, { isDetachPending: true, isBeingDetached: true });
    expect(judge(detaching, month(0), month(1))).toMatchObject({
      findings: [],
      notes: [expect.stringContaining("execution_traces_2025_06 is being detached")],
    });
  });

  it.each<[Partial<PartitionFacts>, string]>([
    [{}, "which is empty"],
    [{ heapBytes: 8192, liveRows: 1 }, "which holds some 1 row:"],
    [{ heapBytes: 8192, liveRows: 12_345 }, "which holds some 12,345 rows:"],
    [{ heapBytes: 8192 }, "which may hold rows:"],
  ])("finds a DEFAULT partition %j", (facts, what) => {
    expect(judge(month(0), month(1), partition({ name: "rest", ...facts })).findings).toMatchObject([
      {
        code: "default-partition",
        severity: "warning",
        subject: "rest",
        what: expect.stringContaining(what),
      },
    ]);
  });

  it.each<[string, readonly (readonly [string, string])[], readonly string[]]>([
    ["its first week", [["2026-03-01", "2026-03-08"]], ["2026-03-08 00:00:00 to 2026-04-01 00:00:00"]],
    ["its second half", [["2026-03-15", "2026-04-01"]], ["2026-03-01 00:00:00 to 2026-03-15 00:00:00"]],
    [
      "a week in its middle",
      [["2026-03-08", "2026-03-15"]],
      ["2026-03-01 00:00:00 to 2026-03-08 00:00:00", "2026-03-15 00:00:00 to 2026-04-01 00:00:00"],
    ],
    [
      "two halves",
      [
        ["2026-03-01", "2026-03-16"],
        ["2026-03-16", "2026-04-01"],
      ],
      [],
    ],
    ["a part, long ago", [["2019-03-01", "2019-03-08"]], []],
  ])("finds what is left of a month of which partitions hold %s", (_name, ranges, gaps) => {
    const parts = ranges.map(([from, to]) =>
      partition({ name: `part of ${from}`, from: `${from} 00:00:00`, to: `${to} 00:00:00` }),
    );
    const findings = judge(month(0), month(1), ...parts).findings ?? [];
    expect(findings.map(({ code, what }) => `${code} ${/\((.*)\)/.exec(what)?.[1]}`)).toEqual(
      gaps.map((gap) => `month-split ${gap}`),
    );
  });

  it("says of a current month that is split so much, and not that it is missing", () => {
    const half = partition({ name: "half", from: "2025-11-16 00:00:00", to: "2025-12-01 00:00:00" });
    expect(judge(half, month(1)).findings).toMatchObject([
      {
        code: "month-split",
        subject: "2025-11",
        fix: expect.stringContaining("execution_traces_2025_11_01 (LIKE"),
      },
    ]);
  });

  it.each([
    ["2026-01-01 00:00:00", "2027-01-01 00:00:00"],
    ["-infinity", "2020-01-01 00:00:00"],
    ["2030-01-01 00:00:00", "infinity"],
  ])("tells of a partition from %s to %s, which holds several months", (from, to) => {
    const { findings, notes } = judge(month(0), month(1), partition({ name: "long", from, to }));
    expect(findings).toEqual([]);
    expect(notes).toEqual([expect.stringContaining("long holds several months")]);
  });

  it("takes months that a longer partition covers as they are", () => {
    const all = partition({ name: "all", from: "-infinity", to: "infinity" });
    expect(judge(all).findings).toEqual([]);
  });
});
