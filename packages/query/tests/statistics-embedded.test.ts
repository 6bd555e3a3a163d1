import { PGlite } from "@electric-sql/pglite";
import { type Trace, uuidV7 } from "@steptrace/core";
import { maintainPartitions, migrate, rebuildStatistics, TraceStorage } from "@steptrace/postgres-store";
import { expect, it, onTestFinished } from "vitest";
import { TraceQuery } from "../src/index.js";

const START_MS = Date.UTC(2025, 10, 3, 10);

function trace(index: number): Trace {
  const ms = START_MS + index;
  const step = {
    name: "compile",
    timestamp: new Date(ms).toISOString(),
    durationMs: index,
    durationUs: index * 1000,
  };
  return {
    traceId: uuidV7(ms),
    skillName: "build",
    startedAt: new Date(ms),
    status: "running",
    steps: [{ ...step, id: 0, status: "success" }],
    metadata: {},
  };
}

// Making one takes seconds.
it("statistics are the same on an embedded store, counted as traces are stored, by maintain, and rebuilt", {
  timeout: 60_000,
}, async () => {
  const pglite = new PGlite();
  onTestFinished(() => pglite.close());
  await migrate(pglite);
  await using storage = new TraceStorage(pglite);
  const query = new TraceQuery(storage);
  const range = { startDate: new Date(START_MS), endDate: new Date("2025-12-31") };
  const ask = async () => [await query.skillStats(range), await query.stepStats("build", range)];
  await storage.finalizeTrace(trace(1), "failed");
  await Promise.all(
    Array.from({ length: 99 }, (_, index) => storage.finalizeTrace(trace(index + 2), "success")),
  );
  const first = await ask();
  expect(first).toMatchObject([
    [{ skillName: "build", count: 100, failures: 1, failureRate: 0.01, minMs: 1, maxMs: 100, meanMs: 50.5 }],
    [{ stepName: "compile", count: 100, failures: 0, totalMs: 5050, share: 1, minMs: 1, maxMs: 100 }],
  ]);
  const now = new Date("2026-01-01");
  const upkeep = { aheadMonths: 0, isDryRun: false, waitMs: 10_000, now };
  expect(await maintainPartitions(storage.database, upkeep)).toMatchObject({
    tracesCounted: expect.any(Number),
  });
  expect(await ask()).toEqual(first);
  expect(await rebuildStatistics(storage.database, now)).toEqual({
    tracesCounted: 0,
    months: ["2025-11"],
    leftAlone: [],
  });
  expect(await ask()).toEqual(first);
});
