import { expect, it } from "vitest";
import { resolveThresholds } from "../thresholds.js";
import type { LocksFacts, LockWait } from "./examine-locks.js";
import { judgeLocks } from "./judge-locks.js";

const WAIT: LockWait = {
  pid: 1,
  relation: "execution_traces",
  mode: "RowExclusiveLock",
  waitedMs: 12_000,
  blocker: { pid: 99, application: "psql", state: "idle in transaction" },
};

function judge(facts: Partial<LocksFacts>) {
  return judgeLocks({ waits: [], idle: [], ...facts }, resolveThresholds());
}

it.each<[string, Partial<LocksFacts>, string]>([
  ["nobody waits", {}, "nobody waits"],
  ["a wait is short", { waits: [{ ...WAIT, waitedMs: 5000 }] }, "1 session waiting"],
  ["a transaction was idle for a moment", { idle: [{ pid: 7, idleMs: 300_000 }] }, "nobody waits"],
])("finds nothing where %s", (_name, facts, summary) => {
  expect(judge(facts)).toEqual({ summary, findings: [] });
});

it("finds who stands in the way, once for all who wait behind", () => {
  const waits = [WAIT, { ...WAIT, pid: 2, waitedMs: 65_000 }, { ...WAIT, pid: 3, blocker: { pid: 98 } }];
  expect(judge({ waits }).findings).toEqual([
    {
      code: "lock-wait",
      severity: "error",
      what: "2 sessions wait for a lock on execution_traces (RowExclusiveLock), the longest for 1 min, behind session 99 (psql, idle in transaction).",
      fix: expect.stringContaining("SELECT pg_terminate_backend(99);"),
      subject: "pid 99",
    },
    expect.objectContaining({
      subject: "pid 98",
      what: expect.stringMatching(/^1 session waits .* behind session 98\.$/),
    }),
  ]);
});

it("says how to find one that is not seen", () => {
  const { blocker: _, ...wait } = WAIT;
  const [finding] = judge({ waits: [wait] }).findings ?? [];
  expect(finding).toMatchObject({ code: "lock-wait", fix: expect.stringContaining("pg_blocking_pids") });
  expect(finding).not.toHaveProperty("subject");
});

it("finds transactions that hold a lock and do nothing", () => {
  const idle = [{ pid: 7, application: "worker", state: "idle in transaction", idleMs: 600_000 }];
  expect(judge({ idle }).findings).toMatchObject([
    {
      code: "idle-transaction",
      severity: "warning",
      what: expect.stringMatching(/^Session 7 \(worker, idle in transaction\) .* for 10 min:/),
      subject: "pid 7",
    },
  ]);
});
