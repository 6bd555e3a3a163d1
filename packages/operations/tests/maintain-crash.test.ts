import { StorageError } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import type { TestDatabase } from "@steptrace/test-utils";
import { describe, expect, it, onTestFinished } from "vitest";
import { type MaintenanceReport, maintain } from "../src/index.js";
import {
  beginningAgo,
  contents,
  migratedDatabase,
  nameAgo,
  pastMonth,
  tableNames,
} from "./support/history.js";
import { waitingSession } from "./support/waiting-session.js";

const PATIENCE = { timeout: 10_000, interval: 5 };
const AHEAD = [0, -1, -2, -3].map(nameAgo);
const DROPPING = /^execution_traces_dropping_\d+$/;

/** Has a run of maintenance wait in the middle of detaching the month so many months ago, and gives it and its process. */
async function whileDetaching(
  db: TestDatabase,
  count: number,
  act: (maintaining: Promise<unknown>, pid: number) => Promise<void>,
): Promise<void> {
  let maintaining: Promise<unknown> = Promise.resolve();
  await db.sql.begin(async (recent) => {
    await db.sql.begin(async (old) => {
      await old`SELECT count(*) FROM execution_traces`;
      maintaining = maintain(db.url, { keepMonths: count - 1 }).catch((error: unknown) => error);
      await waitingSession(db);
      // Not there when the run looked for whom to wait: it meets it when it is half through.
      await recent.unsafe(`SELECT count(*) FROM execution_traces WHERE started_at >= '${beginningAgo(0)}'`);
    });
    const detaching = () => db.sql<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'ALTER TABLE%DETACH PARTITION%CONCURRENTLY'
         AND state = 'active' AND wait_event_type = 'Lock'`;
    await expect.poll(detaching, PATIENCE).toHaveLength(1);
    await act(maintaining, (await detaching())[0]?.pid ?? 0);
  });
}

/** Has it die there. */
async function dieDetaching(db: TestDatabase, count: number): Promise<void> {
  await whileDetaching(db, count, async (maintaining, pid) => {
    await db.sql`SELECT pg_terminate_backend(${pid}::int)`;
    expect(await maintaining).toMatchObject({ reason: "unreachable" });
  });
  expect(await halfDetached(db)).toEqual([expect.stringMatching(DROPPING)]);
}

async function halfDetached({ sql }: TestDatabase): Promise<readonly string[]> {
  const rows = await sql<
    { name: string }[]
  >`SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhdetachpending`;
  return rows.map(({ name }) => name);
}

function finished({ partitions }: MaintenanceReport): readonly unknown[] {
  return partitions
    .filter(({ action }) => action === "finished")
    .map(({ name, reason }) => ({ name, reason }));
}

function lateTrace(count: number, traceId = "late") {
  const startedAt = new Date(`${beginningAgo(count)}Z`);
  return { traceId, skillName: "late", startedAt, status: "running", steps: [], metadata: {} } as const;
}

describe("a run that died in the middle of a detach", () => {
  it("is finished by the next one, whatever that was asked for", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 2);
    await pastMonth(db, 3);
    await dieDetaching(db, 3);
    const foreseen = await maintain(db.url, { dryRun: true });
    const expected = [{ name: expect.stringMatching(DROPPING), reason: "half detached, to be dropped" }];
    expect(finished(foreseen)).toEqual(expected);
    expect(await halfDetached(db)).toHaveLength(1);
    const report = await maintain(db.url);
    expect(finished(report)).toEqual(expected);
    expect(report.partitions.find(({ action }) => action === "finished")?.from).toBe(beginningAgo(3));
    expect(await tableNames(db)).toEqual([nameAgo(2), ...AHEAD]);
    expect(finished(await maintain(db.url))).toEqual([]);
  });

  it("keeps no trace out that comes late: whoever stores it finishes the detaching, and the next run the rest", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 3);
    await dieDetaching(db, 3);
    const storage = new TraceStorage(db.url);
    onTestFinished(() => storage.close());
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        storage.finalizeTrace(lateTrace(3, `late-${index}`), "failed"),
      ),
    );
    expect(await halfDetached(db)).toEqual([]);
    expect(Object.values(await contents(db))).toEqual([10]);
    const report = await maintain(db.url);
    expect(finished(report)).toEqual([
      { name: expect.stringMatching(DROPPING), reason: "detached, to be dropped" },
    ]);
    expect(Object.values(await contents(db))).toEqual([10]);
    expect(await tableNames(db)).toEqual([nameAgo(3), ...AHEAD]);
  });

  it("gives way to the end of it in time, also where a transaction is in the way", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 3);
    await dieDetaching(db, 3);
    await db.sql.begin("ISOLATION LEVEL REPEATABLE READ", async (tx) => {
      await tx`SELECT 1`;
      const error = await maintain(db.url, { waitMs: 200 }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ reason: "timeout", message: expect.stringContaining("half detached") });
      expect(error).toBeInstanceOf(StorageError);
    });
    await maintain(db.url);
    expect(await tableNames(db)).toEqual(AHEAD);
  });
});

describe("a run that waits in the middle of a detach", () => {
  it("keeps no trace out that comes late, and goes on when that has finished the detaching", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 3);
    const storage = new TraceStorage(db.url);
    onTestFinished(() => storage.close());
    let whole: Promise<unknown> = Promise.resolve();
    await whileDetaching(db, 3, async (maintaining) => {
      await storage.finalizeTrace(lateTrace(3), "failed");
      whole = maintaining;
    });
    expect(await whole).toMatchObject({ partitions: [{ action: "dropped" }, {}, {}, {}, {}] });
    expect(Object.values(await contents(db))).toEqual([1]);
    expect(await tableNames(db)).toEqual([nameAgo(3), ...AHEAD]);
  });
});

describe("a run that died between detaching and dropping", () => {
  it("is finished by the next one, which drops no table of another number", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 3);
    const [row] = await db.sql`SELECT ${nameAgo(3)}::text::regclass::oid AS oid`;
    await db.sql.unsafe(`ALTER TABLE execution_traces DETACH PARTITION ${nameAgo(3)}`);
    await db.sql.unsafe(`ALTER TABLE ${nameAgo(3)} RENAME TO execution_traces_dropping_${row?.["oid"]}`);
    await db.sql.unsafe("CREATE TABLE execution_traces_dropping_1 (somebodys text)");
    await db.sql.unsafe(`CREATE TABLE ${nameAgo(4)} (an_archive text)`);
    expect(finished(await maintain(db.url, { keepMonths: 1 }))).toEqual([
      { name: `execution_traces_dropping_${row?.["oid"]}`, reason: "detached, to be dropped" },
    ]);
    expect(await tableNames(db)).toEqual([nameAgo(4), ...AHEAD, "execution_traces_dropping_1"]);
  });
});

describe("a run that died before it detached", () => {
  it("leaves a month that is decided on anew", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 3);
    const [row] = await db.sql`SELECT ${nameAgo(3)}::text::regclass::oid AS oid`;
    await db.sql.unsafe(`ALTER TABLE ${nameAgo(3)} RENAME TO execution_traces_dropping_${row?.["oid"]}`);
    const before = await contents(db);
    expect(finished(await maintain(db.url))).toHaveLength(1);
    expect(await contents(db)).toEqual(before);
    expect(await tableNames(db)).toEqual([nameAgo(3), ...AHEAD]);
  });
});

describe("a run that died while it copied failures", () => {
  it.each([undefined, { keepMonths: 1, keepFailureMonths: 6 }])(
    "left the month as it was, and what came meanwhile is not lost; next run: %j",
    async (rule) => {
      const db = await migratedDatabase();
      await pastMonth(db, 3, 20);
      let death: Promise<unknown> | undefined;
      await db.sql.begin("ISOLATION LEVEL REPEATABLE READ", async (tx) => {
        await tx`SELECT 1`;
        death = maintain(db.url, { keepMonths: 1, keepFailureMonths: 6 }).catch((error: unknown) => error);
        await db.sql`SELECT pg_terminate_backend(${await waitingSession(db, "snapshots")}::int)`;
        expect(await death).toMatchObject({ reason: "unreachable" });
      });
      const storage = new TraceStorage(db.url);
      onTestFinished(() => storage.close());
      await storage.finalizeTrace(lateTrace(3), "failed");
      await db.sql`UPDATE execution_traces SET error_message = 'changed' WHERE trace_id = 'm3-0'`;
      expect(await tableNames(db)).toHaveLength(AHEAD.length + 3);
      const report = await maintain(db.url, rule);
      expect(finished(report)).toEqual([
        { name: expect.stringMatching(/_keeping_\d+$/), reason: "a copy that was not finished" },
      ]);
      expect(await tableNames(db)).toEqual([nameAgo(3), ...AHEAD]);
      expect(await db.sql`SELECT 1 FROM pg_trigger WHERE NOT tgisinternal`).toEqual([]);
      const failures = await db.sql`
        SELECT trace_id, error_message FROM execution_traces WHERE status IN ('failed', 'timeout') ORDER BY trace_id`;
      expect(failures).toEqual([
        { trace_id: "late", error_message: null },
        { trace_id: "m3-0", error_message: "changed" },
        { trace_id: "m3-1", error_message: null },
        { trace_id: "m3-10", error_message: "disk full on host-10" },
        { trace_id: "m3-11", error_message: null },
      ]);
      const rows = Object.values(await contents(db)).reduce((sum, count) => sum + count, 0);
      expect(rows).toBe(rule === undefined ? 21 : 5);
    },
  );
});

describe("a detach that another program began and did not end", () => {
  it("is finished, and its table left to whoever wanted it", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 3);
    await db.sql.begin(async (tx) => {
      await tx`SELECT count(*) FROM execution_traces`;
      await expect(
        (async () => {
          const own = await db.sql.reserve();
          try {
            await own`SET lock_timeout = '50ms'`;
            await own.unsafe(`ALTER TABLE execution_traces DETACH PARTITION ${nameAgo(3)} CONCURRENTLY`);
          } finally {
            own.release();
          }
        })(),
      ).rejects.toMatchObject({ code: "55P03" });
    });
    expect(finished(await maintain(db.url))).toEqual([
      { name: nameAgo(3), reason: "half detached, by another program" },
    ]);
    expect(await halfDetached(db)).toEqual([]);
    expect(await tableNames(db)).toEqual([nameAgo(3), ...AHEAD]);
    expect(await contents(db)).toEqual({});
  });
});
