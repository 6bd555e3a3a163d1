import { describe, expect, it } from "vitest";
import type { IndexesFacts, IndexFacts } from "./examine-indexes.js";
import { judgeIndexes } from "./judge-indexes.js";

const DECLARED = [
  { name: "by_time", statement: "CREATE INDEX by_time ON ONLY execution_traces (started_at);" },
];
const DECLARATION = index("by_time", { table: "execution_traces", isDeclaration: true });
const FOLLOWER = index("by_time_11", { follows: "by_time" });

function index(name: string, facts: Partial<IndexFacts> = {}): IndexFacts {
  return {
    name,
    relation: name,
    table: "traces_11",
    isDeclaration: false,
    isValid: true,
    isBeingBuilt: false,
    ...facts,
  };
}

function judge(...indexes: readonly IndexFacts[]) {
  const facts: IndexesFacts = { partitions: ["traces_11"], indexes };
  return judgeIndexes(facts, DECLARED);
}

describe("judgeIndexes", () => {
  it.each<[string, readonly IndexFacts[]]>([
    ["each partition follows each declaration", [DECLARATION, FOLLOWER]],
    ["somebody added another index to a partition", [DECLARATION, FOLLOWER, index("own")]],
    ["one is being built", [DECLARATION, FOLLOWER, index("own", { isValid: false, isBeingBuilt: true })]],
  ])("finds nothing where %s", (_name, indexes) => {
    expect(judge(...indexes)).toEqual({ summary: "1 index on 1 partition", findings: [] });
  });

  it.each<[string, readonly IndexFacts[], string, string, string]>([
    ["the table lacks it", [], "index-missing", "by_time", DECLARED[0]?.statement ?? ""],
    ["a partition lacks it", [DECLARATION], "index-not-on-partition", "by_time", "steptrace migrate"],
    [
      "a partition lacks it, and the declaration is invalid for that",
      [{ ...DECLARATION, isValid: false }],
      "index-not-on-partition",
      "by_time",
      "steptrace migrate",
    ],
    [
      "an attempt to build one failed",
      [DECLARATION, FOLLOWER, index("leftover", { isValid: false })],
      "index-invalid",
      "leftover",
      "DROP INDEX CONCURRENTLY leftover;",
    ],
    [
      "one that is attached is invalid, and so is its declaration",
      [
        { ...DECLARATION, isValid: false },
        { ...FOLLOWER, isValid: false },
      ],
      "index-invalid",
      "by_time_11",
      "REINDEX INDEX CONCURRENTLY by_time_11;",
    ],
    [
      "the declaration alone is invalid",
      [{ ...DECLARATION, isValid: false }, FOLLOWER],
      "index-invalid",
      "by_time",
      `DROP INDEX by_time; ${DECLARED[0]?.statement}`,
    ],
  ])("finds that %s", (_name, indexes, code, subject, fix) => {
    expect(judge(...indexes).findings).toMatchObject([
      { code, severity: "warning", subject, fix: expect.stringContaining(fix) },
    ]);
  });
});
