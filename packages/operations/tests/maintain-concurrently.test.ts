import { StorageError } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import type { TestDatabase } from "@steptrace/test-utils";
import { describe, expect, it, onTestFinished } from "vitest";
import { maintain } from "../src/index.js";
import {
  beginningAgo,
  contents,
  FAILURES_OF_TEN,
  fillMonth,
  migratedDatabase,
  nameAgo,
  pastMonth,
  tableNames,
} from "./support/history.js";
import { waitingSession } from "./support/waiting-session.js";

const PATIENCE = { timeout: 10_000, interval: 5 };
const RULE = { keepMonths: 1, keepFailureMonths: 3 };

async function storeLate(db: TestDatabase, traceId: string, count: number, status: "failed" | "success") {
  await db.sql`INSERT INTO execution_traces (trace_id, started_at, skill_name, status)
               VALUES (${traceId}, ${beginningAgo(count)}::text::timestamp, 'late', ${status})`;
}

/** Stores traces until it is told to stop; gives how many. */
function writer(url: string): () => Promise<number> {
  const storage = new TraceStorage(url);
  onTestFinished(() => storage.close());
  let isOver = false;
  const written = (async () => {
    let count = 0;
    for (; !isOver; count += 1) {
      const trace = {
        traceId: `w-${count}`,
        skillName: "writer",
        startedAt: new Date(),
        status: "running",
        steps: [],
        metadata: {},
      } as const;
      await storage.finalizeTrace(trace, "success");
    }
    return count;
  })();
  return () => {
    isOver = true;
    return written;
  };
}

describe("maintain, from eight places at once", () => {
  it("does all of it once, and the others find nothing to do", async () => {
    const db = await migratedDatabase();
    for (const count of [1, 2, 3, 4, 5]) await pastMonth(db, count);
    const reports = await Promise.all(
      Array.from({ length: 8 }, () => maintain(db.url, { ...RULE, aheadMonths: 5 })),
    );
    const done = reports
      .flatMap(({ partitions }) => partitions)
      .filter(({ action }) => action !== "kept")
      .map(({ name, action }) => `${action} ${name}`)
      .toSorted();
    expect(done).toEqual(
      [
        `dropped ${nameAgo(4)}`,
        `dropped ${nameAgo(5)}`,
        `made ${nameAgo(-4)}`,
        `made ${nameAgo(-5)}`,
        `reduced ${nameAgo(2)}`,
        `reduced ${nameAgo(3)}`,
      ].toSorted(),
    );
    expect(await tableNames(db)).toEqual([3, 2, 1, 0, -1, -2, -3, -4, -5].map(nameAgo));
  });
});

describe("maintain, while a transaction of somebody else's goes on", () => {
  it.each(["dropped", "reduced"])("gives up in time, and says who is in the way: %s", async (action) => {
    const db = await migratedDatabase();
    await pastMonth(db, 2);
    const before = await contents(db);
    const rule = action === "dropped" ? { keepMonths: 1 } : RULE;
    await db.sql.begin(async (tx) => {
      await tx`SET LOCAL application_name = 'nightly report'`;
      const [session] =
        await tx`SELECT pg_backend_pid() AS pid, count(*) AS secret_count FROM execution_traces WHERE skill_name <> 'a secret'`;
      const error = await maintain(db.url, { ...rule, waitMs: 300 }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StorageError);
      expect(error).toMatchObject({ reason: "timeout" });
      const { message } = error as StorageError;
      expect(message).toContain(nameAgo(2));
      expect(message).toContain(
        `session ${session?.["pid"]} (postgres, nightly report), in a transaction since 20`,
      );
      expect(message).toContain("secret_count FROM execution_traces");
      expect(message).not.toContain("a secret");
      await storeLate(db, "late", 2, "failed");
      await storeLate(db, "now", 0, "success");
    });
    expect(Object.values(await contents(db)).reduce((sum, rows) => sum + rows, 0)).toBe(
      Object.values(before).reduce((sum, rows) => sum + rows, 0) + 2,
    );
    const report = await maintain(db.url, rule);
    expect(report.partitions.find(({ name }) => name === nameAgo(2))).toMatchObject({ action });
    expect(await tableNames(db)).toEqual([...(action === "dropped" ? [] : [2]), 0, -1, -2, -3].map(nameAgo));
  });

  it.each(["dropped", "reduced"])("waits for its end, while others write: %s", async (action) => {
    const db = await migratedDatabase();
    await pastMonth(db, 2);
    const rule = action === "dropped" ? { keepMonths: 1 } : RULE;
    const stop = writer(db.url);
    let maintaining: ReturnType<typeof maintain> | undefined;
    await db.sql.begin(async (tx) => {
      await tx`SELECT count(*) FROM execution_traces`;
      maintaining = maintain(db.url, rule);
      await waitingSession(db);
      const rows = async () =>
        (
          await db.sql<
            { rows: number }[]
          >`SELECT count(*)::int AS rows FROM execution_traces WHERE skill_name = 'writer'`
        )[0]?.rows ?? 0;
      const sofar = await rows();
      await expect.poll(rows, PATIENCE).toBeGreaterThan(sofar + 20);
    });
    const report = await maintaining;
    expect(report?.partitions.find(({ name }) => name === nameAgo(2))).toMatchObject({ action });
    const written = await stop();
    expect(
      await db.sql`SELECT count(*)::int AS rows FROM execution_traces WHERE skill_name = 'writer'`,
    ).toEqual([{ rows: written }]);
  });
});

describe("a month whose failures stay", () => {
  it("has each of them once, for every reader at every moment", async () => {
    const db = await migratedDatabase();
    const months = [2, 3, 4, 5];
    for (const count of months) await pastMonth(db, count, 2000);
    const expected = months.length * 200 * FAILURES_OF_TEN;
    let isOver = false;
    const seen = new Set<number>();
    const count = (sql: TestDatabase["sql"]) =>
      sql<
        { rows: number }[]
      >`SELECT count(*)::int AS rows FROM execution_traces WHERE status IN ('failed', 'timeout')`;
    const readers = [1, 2].map(async (reader) => {
      while (!isOver) {
        const [row] = await (reader === 1
          ? count(db.sql)
          : db.sql.begin("ISOLATION LEVEL REPEATABLE READ", async (tx) => {
              // Has its snapshot before it sees the table.
              await tx`SELECT 1`;
              await tx`SELECT pg_sleep(0.03)`;
              return count(tx as unknown as TestDatabase["sql"]);
            }));
        seen.add(row?.rows ?? -1);
      }
    });
    const report = await maintain(db.url, { keepMonths: 1, keepFailureMonths: 6 });
    isOver = true;
    await Promise.all(readers);
    expect(report.partitions.filter(({ action }) => action === "reduced")).toHaveLength(months.length);
    expect([...seen]).toEqual([expected]);
  });

  it("has them for a transaction that sees the database as it was before, and looks only now", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 2, 100);
    let maintaining: ReturnType<typeof maintain> | undefined;
    await db.sql.begin("ISOLATION LEVEL REPEATABLE READ", async (tx) => {
      await tx`SELECT 1`;
      maintaining = maintain(db.url, RULE);
      await waitingSession(db, "snapshots");
      const [row] =
        await tx`SELECT count(*)::int AS rows FROM execution_traces WHERE status IN ('failed', 'timeout')`;
      expect(row).toEqual({ rows: 10 * FAILURES_OF_TEN });
    });
    await maintaining;
    expect(Object.values(await contents(db))).toEqual([10, 10]);
  });

  it("is not kept waiting by those who come later, one after the other, while an old transaction goes on", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 2, 100);
    await db.sql`CREATE TABLE other (text text)`;
    let isOver = false;
    const sleepers = [1, 2, 3].map(async () => {
      while (!isOver) await db.sql`SELECT pg_sleep(0.1)`;
    });
    try {
      await db.sql.begin(async (tx) => {
        await tx`INSERT INTO other VALUES ('no snapshot, but a number that all snapshots go back to')`;
        const { partitions } = await maintain(db.url, { ...RULE, waitMs: 5000 });
        expect(partitions[0]).toMatchObject({ name: nameAgo(2), action: "reduced" });
      });
    } finally {
      isOver = true;
      await Promise.all(sleepers);
    }
  });

  it("has what was written to it while they were copied", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 2, 20);
    let maintaining: ReturnType<typeof maintain> | undefined;
    // Has a snapshot, and nothing locked: the copy is made, and waits.
    await db.sql.begin("ISOLATION LEVEL REPEATABLE READ", async (tx) => {
      await tx`SELECT 1`;
      maintaining = maintain(db.url, RULE);
      await waitingSession(db, "snapshots");
      expect(await tableNames(db)).toContainEqual(expect.stringContaining("keeping"));
      await storeLate(db, "late-failure", 2, "failed");
      await storeLate(db, "late-success", 2, "success");
      await db.sql`UPDATE execution_traces SET error_message = 'changed' WHERE trace_id = 'm2-0'`;
      await db.sql`UPDATE execution_traces SET status = 'success' WHERE trace_id = 'm2-1'`;
      await db.sql`UPDATE execution_traces SET status = 'failed', error_message = 'after all' WHERE trace_id = 'm2-2'`;
      await db.sql`DELETE FROM execution_traces WHERE trace_id = 'm2-10'`;
    });
    await maintaining;
    expect(
      await db.sql`SELECT trace_id, status, error_message FROM execution_traces ORDER BY trace_id`,
    ).toEqual([
      { trace_id: "late-failure", status: "failed", error_message: null },
      { trace_id: "m2-0", status: "failed", error_message: "changed" },
      { trace_id: "m2-11", status: "timeout", error_message: null },
      { trace_id: "m2-2", status: "failed", error_message: "after all" },
    ]);
  });

  it("has what a role writes to it meanwhile that may do nothing but write", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 2, 20);
    const role = `late_${new URL(db.url).pathname.slice(-8)}`;
    await db.sql.unsafe(
      `CREATE ROLE ${role} LOGIN; GRANT SELECT, INSERT, UPDATE ON execution_traces TO ${role}`,
    );
    onTestFinished(async () => {
      await db.sql.unsafe(`DROP OWNED BY ${role}`);
      await db.sql.unsafe(`DROP ROLE ${role}`);
    });
    const url = new URL(db.url);
    url.username = role;
    const storage = new TraceStorage(url.href);
    onTestFinished(() => storage.close());
    let maintaining: ReturnType<typeof maintain> | undefined;
    await db.sql.begin("ISOLATION LEVEL REPEATABLE READ", async (tx) => {
      await tx`SELECT 1`;
      maintaining = maintain(db.url, RULE);
      await waitingSession(db, "snapshots");
      const startedAt = new Date(`${beginningAgo(2)}Z`);
      const trace = {
        traceId: "late",
        skillName: "x",
        startedAt,
        status: "running",
        steps: [],
        metadata: {},
      } as const;
      await storage.finalizeTrace(trace, "failed", { errorMessage: "too late" });
    });
    await maintaining;
    expect(await storage.getTrace("late")).toMatchObject({ status: "failed", errorMessage: "too late" });
  });
});

describe("a month that is filled again", () => {
  it("goes again with the next run", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 3);
    await maintain(db.url, { keepMonths: 1 });
    await pastMonth(db, 3);
    await maintain(db.url, { keepMonths: 1 });
    await pastMonth(db, 3);
    await maintain(db.url, RULE);
    await fillMonth(db, 0, 10);
    expect(await tableNames(db)).toEqual([3, 0, -1, -2, -3].map(nameAgo));
  });
});
