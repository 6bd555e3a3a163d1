import { describe, expect, it } from "vitest";
import { resolveThresholds } from "../thresholds.js";
import type { ServerFacts } from "./examine-server.js";
import { judgeClock, judgeServer } from "./judge-server.js";

const HEALTHY: ServerFacts = {
  target: "db:5432/app",
  isShared: true,
  version: "15.4",
  versionNumber: 150_004,
  encoding: "UTF8",
  quotedRole: "app",
  isStandby: false,
  isReadOnly: false,
  connectMs: 12.3,
  answerMs: 2,
  clockAheadMs: 0.4,
};

describe("judgeServer", () => {
  it("finds nothing wrong with one that is healthy, and says which it is", () => {
    expect(judgeServer(HEALTHY)).toEqual({
      summary: "PostgreSQL 15.4 at db:5432/app; answers in 2 ms, at first in 12 ms",
      findings: [],
    });
  });

  it.each<[string, Partial<ServerFacts>, string, RegExp]>([
    ["a version that is too old", { version: "13.9", versionNumber: 130_009 }, "postgres-too-old", /13\.9/],
    ["a standby", { isStandby: true }, "database-read-only", /standby/],
    ["read-only transactions", { isReadOnly: true }, "database-read-only", /default_transaction_read_only/],
    ["another encoding", { encoding: "LATIN1" }, "encoding-not-utf8", /LATIN1/],
  ])("finds %s", (_name, facts, code, what) => {
    expect(judgeServer({ ...HEALTHY, ...facts }).findings).toMatchObject([
      { code, severity: "error", what: expect.stringMatching(what) },
    ]);
  });

  it("finds all that is wrong at once", () => {
    const facts = { ...HEALTHY, versionNumber: 90_600, isReadOnly: true, encoding: "SQL_ASCII" };
    expect(judgeServer(facts).findings).toHaveLength(3);
  });
});

describe("judgeClock", () => {
  const judge = (facts: Partial<ServerFacts>) => judgeClock({ ...HEALTHY, ...facts }, resolveThresholds());

  it.each([0, 1999, -1999, 2001, -2001])(
    "lets clocks differ by %d ms, half an answer's time included",
    (ms) => {
      expect(judge({ clockAheadMs: ms }).findings).toEqual([]);
    },
  );

  it("lets a slow answer hide a difference: nobody knows when the clock was read", () => {
    expect(judge({ clockAheadMs: 5000, answerMs: 6001 }).findings).toEqual([]);
  });

  it.each([
    [3_600_001, "1 h ahead of"],
    [-90_001, "1 min behind"],
  ])("finds a clock that is %d ms off", (clockAheadMs, what) => {
    expect(judge({ clockAheadMs }).findings).toMatchObject([
      { code: "clock-skew", severity: "warning", what: expect.stringContaining(what) },
    ]);
  });
});
