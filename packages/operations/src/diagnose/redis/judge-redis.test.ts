import { ContextError } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { resolveThresholds } from "../thresholds.js";
import type { JournalsFacts } from "./examine-journals.js";
import type { NodeFacts } from "./examine-node.js";
import { judgeJournals } from "./judge-journals.js";
import { judgeMemory } from "./judge-memory.js";
import { judgeNode } from "./judge-node.js";
import { judgePersistence } from "./judge-persistence.js";
import { judgeRedisFault } from "./judge-redis-fault.js";

const HEALTHY: NodeFacts = {
  address: "db:6379",
  isAskedAsCluster: false,
  version: "7.0.15",
  isReplica: false,
  isClusterNode: false,
  usedBytes: 1024,
  mostBytes: 0,
  evictionPolicy: "noeviction",
  evictedKeys: 0,
  isAppendOnly: true,
  fsync: "everysec",
  snapshots: "",
  failedWrites: [],
};

describe("judgeNode", () => {
  it.each<[string, Partial<NodeFacts>]>([
    ["a healthy one", {}],
    ["the first version that will do", { version: "6.2.0" }],
    ["a whole cluster", { isClusterNode: true, isAskedAsCluster: true, clusterState: "ok" }],
  ])("finds nothing wrong with %s", (_name, facts) => {
    expect(judgeNode({ ...HEALTHY, ...facts }, 0.5).findings).toEqual([]);
  });

  it("says which it is, also where it does not say that itself", () => {
    const { version: _, ...unknown } = HEALTHY;
    expect(judgeNode(HEALTHY, 0.5).summary).toBe("Redis 7.0.15 at db:6379; answers in <1 ms");
    expect(judgeNode(unknown, 0.5)).toEqual({
      summary: "Redis of an unknown version at db:6379; answers in <1 ms",
      findings: [],
    });
  });

  it.each<[Partial<NodeFacts>, string]>([
    [{ version: "6.0.16" }, "redis-too-old"],
    [{ version: "5.0.14" }, "redis-too-old"],
    [{ isReplica: true }, "redis-read-only"],
    [{ isClusterNode: true, clusterState: "ok" }, "redis-cluster-node"],
    [{ isClusterNode: true, isAskedAsCluster: true, clusterState: "fail" }, "redis-cluster-down"],
  ])("finds %j: %s", (facts, code) => {
    expect(judgeNode({ ...HEALTHY, ...facts }, 1).findings).toMatchObject([
      { code, severity: "error", subject: "db:6379" },
    ]);
  });
});

describe("judgeMemory", () => {
  const judge = (facts: Partial<NodeFacts>) => judgeMemory({ ...HEALTHY, ...facts }, resolveThresholds());

  it.each<[Partial<NodeFacts>, string]>([
    [{}, "1.0 KiB, without a bound"],
    [{ mostBytes: 1280 }, "1.0 KiB of 1.3 KiB, noeviction"],
  ])("finds nothing wrong with %j", (facts, summary) => {
    expect(judge(facts)).toEqual({ summary, findings: [] });
  });

  it.each<[Partial<NodeFacts>, string, string, RegExp]>([
    [{ mostBytes: 10_000, evictionPolicy: "allkeys-lru" }, "redis-may-evict", "warning", /steps be lost\.$/],
    [{ evictionPolicy: "allkeys-lru" }, "redis-may-evict", "warning", /as soon as maxmemory is set/],
    [
      { mostBytes: 10_000, evictionPolicy: "allkeys-lru", evictedKeys: 12 },
      "redis-may-evict",
      "warning",
      /; 12 keys evicted so far\.$/,
    ],
    [
      { mostBytes: 10_000, evictionPolicy: "volatile-ttl" },
      "redis-may-evict",
      "warning",
      /the correlation of running executions/,
    ],
    [{ mostBytes: 1100 }, "redis-memory-near-limit", "warning", /\(93 %\); what is beyond/],
    [{ mostBytes: 1024 }, "redis-memory-near-limit", "error", /\(100 %\): it refuses or evicts/],
  ])("finds %j", (facts, code, severity, what) => {
    expect(judge(facts).findings).toMatchObject([{ code, severity, what: expect.stringMatching(what) }]);
  });
});

describe("judgePersistence", () => {
  const judge = (facts: Partial<NodeFacts>) => judgePersistence({ ...HEALTHY, ...facts });

  it.each<[string, Partial<NodeFacts>, string, number]>([
    ["an append-only file", {}, "append-only file, fsync everysec", 0],
    ["an append-only file that is never synced", { fsync: "no" }, "append-only file, fsync no", 1],
    ["snapshots alone", { isAppendOnly: false, snapshots: "3600 1" }, "snapshots alone", 1],
  ])("finds nothing wrong with %s, and tells what it costs", (_name, facts, summary, notes) => {
    const judged = judge(facts);
    expect(judged).toMatchObject({ summary, findings: [] });
    expect(judged.notes).toHaveLength(notes);
  });

  it("finds that nothing is kept", () => {
    expect(judge({ isAppendOnly: false }).findings).toMatchObject([
      { code: "redis-not-persistent", severity: "warning", fix: expect.stringContaining("appendonly yes") },
    ]);
  });

  it("finds writes that failed, by their names", () => {
    expect(judge({ failedWrites: ["rdb_last_bgsave_status"] }).findings).toMatchObject([
      {
        code: "redis-write-failing",
        severity: "error",
        what: expect.stringContaining("rdb_last_bgsave_status"),
      },
    ]);
  });

  it("claims nothing where the settings are not known", () => {
    const { snapshots: _, fsync: __, ...facts } = HEALTHY;
    const judged = judgePersistence({ ...facts, isAppendOnly: false, settingsFault: "NOPERM" });
    expect(judged).toMatchObject({ summary: "no append-only file; snapshots unknown", findings: [] });
    expect(judged.notes).toEqual([expect.stringContaining("NOPERM"), expect.stringContaining("not known")]);
    const { isAppendOnly: ___, ...nothing } = facts;
    expect(judgePersistence(nothing)).toEqual({ summary: "unknown", findings: [], notes: [] });
  });
});

describe("judgeJournals", () => {
  const judge = (facts: Partial<JournalsFacts>) =>
    judgeJournals({ count: 3, stranded: 0, measured: 0, ...facts });

  it("finds nothing where all give signs of life", () => {
    expect(judge({})).toEqual({ summary: "3 traces in the journal" });
  });

  it.each<[Partial<JournalsFacts>, string]>([
    [
      { stranded: 1, longestSilenceMs: 90_000, bytes: 512, measured: 1 },
      "1 trace in the journal without a sign of life, for 1 min: the process died, or cannot reach Redis; their journals take 512 bytes.",
    ],
    [
      { stranded: 300, longestSilenceMs: 7_200_000, bytes: 2048, measured: 200 },
      "300 traces in the journal without a sign of life, the longest for 2 h: the process died, or cannot reach Redis; the journals of 200 of them take 2.0 KiB.",
    ],
    [
      { stranded: 2, longestSilenceMs: 61_000, measured: 2 },
      "2 traces in the journal without a sign of life, the longest for 1 min: the process died, or cannot reach Redis; what their journals take is not known.",
    ],
  ])("finds those that are stranded: %j", (facts, what) => {
    expect(judge(facts).findings).toEqual([
      { code: "journals-stranded", severity: "warning", what, fix: "steptrace recover" },
    ]);
  });
});

describe("judgeRedisFault", () => {
  it.each([
    ["connect ECONNREFUSED 127.0.0.1:1", "redis-unreachable"],
    ["not connected", "redis-unreachable"],
    ["NOAUTH Authentication required.", "redis-authentication"],
    ["WRONGPASS invalid username-password pair", "redis-authentication"],
    ["NOPERM this user has no permissions", "redis-refused"],
    ["LOADING Redis is loading the dataset in memory", "redis-refused"],
  ])("tells '%s' by %s", (reason, code) => {
    const fault = new ContextError("Could not run PING.", { cause: new Error(reason) });
    expect(judgeRedisFault(fault, "db:6379")).toMatchObject({
      code,
      severity: "error",
      what: "Could not run PING.",
      subject: "db:6379",
    });
  });
});
