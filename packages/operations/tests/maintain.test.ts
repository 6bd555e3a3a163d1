import { InvalidArgumentError, monthsAhead, partitionName } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { describe, expect, it, onTestFinished } from "vitest";
import { type MaintainOptions, type MaintenanceReport, maintain } from "../src/index.js";
import {
  beginningAgo,
  contents,
  fillMonth,
  makeMonth,
  migratedDatabase,
  monthAgo,
  nameAgo,
  pastMonth,
  tableNames,
} from "./support/history.js";

function actions({ partitions }: MaintenanceReport): Readonly<Record<string, string>> {
  return Object.fromEntries(partitions.map(({ name, action }) => [name, action]));
}

function key(count: number, status: string): string {
  return `${beginningAgo(count).slice(0, 7).replace("-", "_")} ${status}`;
}

describe("maintain", () => {
  it("makes the months ahead, and finds nothing to do the next time", async () => {
    const db = await migratedDatabase();
    const months = monthsAhead(new Date(), 6).map((month) => partitionName("execution_traces", month));
    const made = (await maintain(db.url, { aheadMonths: 6 })).partitions;
    expect(made.map(({ name }) => name)).toEqual(months);
    expect(made.map(({ action }) => action)).toEqual([...Array(4).fill("kept"), ...Array(3).fill("made")]);
    const again = await maintain(db.url);
    expect(new Set(again.partitions.map(({ action }) => action))).toEqual(new Set(["kept"]));
    expect(again).not.toHaveProperty("defaultPartition");
  });

  it("has the planner know the whole table", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 1);
    const known = () =>
      db.sql`SELECT attname FROM pg_stats WHERE tablename = 'execution_traces' AND inherited ORDER BY attname`;
    expect(await known()).toEqual([]);
    await maintain(db.url);
    expect((await known()).map(({ attname }) => attname)).toEqual(
      expect.arrayContaining(["skill_name", "started_at", "status"]),
    );
  });

  it("drops what is wholly past the keeping, and nothing else", async () => {
    const db = await migratedDatabase();
    for (const count of [1, 2, 3, 14]) await pastMonth(db, count);
    await db.sql`ANALYZE`;
    const report = await maintain(db.url, { keepMonths: 2 });
    expect(actions(report)).toMatchObject({
      [nameAgo(0)]: "kept",
      [nameAgo(1)]: "kept",
      [nameAgo(2)]: "kept",
      [nameAgo(3)]: "dropped",
      [nameAgo(14)]: "dropped",
    });
    expect(report.partitions[0]).toEqual({
      name: nameAgo(14),
      from: beginningAgo(14),
      to: beginningAgo(13),
      action: "dropped",
      estimatedRows: 100,
      bytes: expect.any(Number),
      durationMs: expect.any(Number),
    });
    expect(await tableNames(db)).toEqual([2, 1, 0, -1, -2, -3].map(nameAgo));
    expect(Object.keys(await contents(db))).not.toContain(key(3, "failed"));
  });

  it("leaves nothing of a dropped month but empty answers, and takes a trace for it all the same", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 5);
    await maintain(db.url, { keepMonths: 1 });
    const storage = new TraceStorage(db.url);
    onTestFinished(() => storage.close());
    const query = new TraceQuery(storage);
    const bounds = { startDate: new Date(`${beginningAgo(5)}Z`), endDate: new Date(`${beginningAgo(4)}Z`) };
    expect(await query.queryBySkill("docker-build", bounds)).toEqual([]);
    expect(await query.findSimilarFailures("disk full", bounds)).toEqual([]);
    expect(await query.listTraces(bounds)).toEqual([]);
    expect(await query.listTraces({ executionId: "exec-1" })).toEqual([]);
    expect(await storage.getTrace("m5-0")).toBeUndefined();
    expect(await storage.findTraceId("exec-0")).toBeUndefined();

    const late = {
      traceId: "late",
      skillName: "docker-build",
      startedAt: bounds.startDate,
      status: "running",
      steps: [],
      metadata: {},
    } as const;
    await storage.finalizeTrace(late, "failed", { errorMessage: "disk full" });
    expect(await query.findSimilarFailures("disk full", bounds)).toMatchObject([{ traceId: "late" }]);
    expect(actions(await maintain(db.url, { keepMonths: 1 }))).toMatchObject({ [nameAgo(5)]: "dropped" });
    expect(await storage.getTrace("late")).toBeUndefined();
  });

  it("keeps the failures of months between the two keepings, in the same table", async () => {
    const db = await migratedDatabase();
    for (const count of [1, 2, 3, 4]) await pastMonth(db, count, 200);
    const indexes = async (name: string) =>
      db.sql`SELECT parent.relname AS index FROM pg_index i JOIN pg_inherits h ON h.inhrelid = i.indexrelid
               JOIN pg_class parent ON parent.oid = h.inhparent
              WHERE i.indrelid = ${name}::regclass AND i.indisvalid ORDER BY index`;
    const before = await indexes(nameAgo(2));
    const rule = { keepMonths: 1, keepFailureMonths: 3 };
    const report = await maintain(db.url, rule);
    expect(actions(report)).toMatchObject({
      [nameAgo(1)]: "kept",
      [nameAgo(2)]: "reduced",
      [nameAgo(3)]: "reduced",
      [nameAgo(4)]: "dropped",
    });
    expect(report.partitions.find(({ name }) => name === nameAgo(2))).toMatchObject({
      keptRows: 40,
      keptBytes: expect.any(Number),
    });
    expect(await contents(db)).toEqual({
      [key(1, "failed")]: 20,
      [key(1, "none")]: 20,
      [key(1, "success")]: 140,
      [key(1, "timeout")]: 20,
      [key(2, "failed")]: 20,
      [key(2, "timeout")]: 20,
      [key(3, "failed")]: 20,
      [key(3, "timeout")]: 20,
    });
    expect(await tableNames(db)).toEqual([3, 2, 1, 0, -1, -2, -3].map(nameAgo));
    expect(await indexes(nameAgo(2))).toEqual(before);
    expect(
      await db.sql`SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname ~ 'keeping|late'`,
    ).toEqual([]);
    expect(await db.sql`SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`).toEqual([]);
    expect(
      await db.sql`SELECT conname FROM pg_constraint WHERE conname = 'steptrace_bounds' OR (contype = 'c' AND NOT convalidated)`,
    ).toEqual([]);
    const query = new TraceQuery(db.url);
    onTestFinished(() => query.close());
    const found = await query.findSimilarFailures("disk full on host-10", { limit: 1 });
    expect(found).toMatchObject([{ similarityScore: 1 }]);
    const again = await maintain(db.url, rule);
    expect(again.partitions.find(({ name }) => name === nameAgo(2))).toMatchObject({
      action: "kept",
      reason: "its failures alone",
    });
  });

  it("takes what comes late to a month of which failures alone are kept: failures stay, the rest goes with the next run", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 2);
    const rule = { keepMonths: 1, keepFailureMonths: 3 };
    await maintain(db.url, rule);
    const storage = new TraceStorage(db.url);
    onTestFinished(() => storage.close());
    const startedAt = new Date(`${beginningAgo(2)}Z`);
    const late = { skillName: "late", startedAt, status: "running", steps: [], metadata: {} } as const;
    await storage.finalizeTrace({ ...late, traceId: "late-failure" }, "timeout");
    await storage.finalizeTrace({ ...late, traceId: "late-success" }, "success");
    expect(await storage.getTrace("late-success")).toMatchObject({ status: "success" });
    const report = await maintain(db.url, rule);
    expect(report.partitions.find(({ name }) => name === nameAgo(2))).toMatchObject({
      action: "kept",
      reason: "1 that came later and are no failures were removed",
    });
    expect(await contents(db)).toEqual({ [key(2, "failed")]: 10, [key(2, "timeout")]: 11 });
  });

  it("drops a month of which failures alone were kept when they are past their keeping, too", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 3);
    expect(actions(await maintain(db.url, { keepMonths: 1, keepFailureMonths: 3 }))).toMatchObject({
      [nameAgo(3)]: "reduced",
    });
    expect(actions(await maintain(db.url, { keepMonths: 1, keepFailureMonths: 2 }))).toMatchObject({
      [nameAgo(3)]: "dropped",
    });
    expect(await contents(db)).toEqual({});
  });

  it("goes by bounds, not by names, and refuses what is not the partition of one month", async () => {
    const db = await migratedDatabase();
    const year = monthAgo(0).year - 5;
    await makeMonth(db, 4, 'adopted, in an odd "name"'.replaceAll('"', '""'));
    await fillMonth(db, 4, 10);
    await makeMonth(db, 5, "p".repeat(63));
    await fillMonth(db, 5, 10);
    await db.sql.unsafe(
      `CREATE TABLE whole_year PARTITION OF execution_traces FOR VALUES FROM ('${year}-01-01') TO ('${year + 1}-01-01')`,
    );
    await db.sql.unsafe(
      `CREATE TABLE execution_traces_2000_01 PARTITION OF execution_traces FOR VALUES FROM (MINVALUE) TO ('${year}-01-01')`,
    );
    const report = await maintain(db.url, { keepMonths: 3, keepFailureMonths: 4 });
    expect(actions(report)).toMatchObject({
      [`adopted, in an odd "name"`]: "reduced",
      ["p".repeat(63)]: "dropped",
      whole_year: "refused",
      execution_traces_2000_01: "refused",
    });
    expect(report.partitions.find(({ name }) => name === "whole_year")?.reason).toContain(
      "not the partition of one month",
    );
    expect(await tableNames(db)).toEqual(
      expect.arrayContaining([`adopted, in an odd "name"`, "whole_year", "execution_traces_2000_01"]),
    );
    expect(await contents(db)).toEqual({ [key(4, "failed")]: 1, [key(4, "timeout")]: 1 });
  });

  it("empties a default partition first, and treats its months like all others", async () => {
    const db = await migratedDatabase();
    await db.sql`CREATE TABLE rest PARTITION OF execution_traces DEFAULT`;
    await fillMonth(db, 1, 10);
    await fillMonth(db, 6, 10);
    const foreseen = await maintain(db.url, { keepMonths: 2, dryRun: true });
    expect(foreseen.defaultPartition).toEqual({ name: "rest", rowsMoved: 20 });
    expect(await tableNames(db)).toContain("rest");
    const report = await maintain(db.url, { keepMonths: 2 });
    expect(report.defaultPartition).toEqual({ name: "rest", rowsMoved: 20 });
    expect(actions(report)).toMatchObject({ [nameAgo(1)]: "kept", [nameAgo(6)]: "dropped" });
    expect(await tableNames(db)).not.toContain("rest");
  });

  it("says in a dry run what it would do, and changes nothing", async () => {
    const db = await migratedDatabase();
    for (const count of [1, 2, 3]) await pastMonth(db, count);
    await db.sql`ANALYZE`;
    const before = [await tableNames(db), await contents(db)];
    const options = { keepMonths: 1, keepFailureMonths: 2, aheadMonths: 4 };
    const foreseen = await maintain(db.url, { ...options, dryRun: true });
    expect([await tableNames(db), await contents(db)]).toEqual(before);
    expect(foreseen.isDryRun).toBe(true);
    expect(foreseen.partitions[0]).toMatchObject({
      name: nameAgo(3),
      action: "dropped",
      estimatedRows: 100,
      bytes: expect.any(Number),
    });
    const done = await maintain(db.url, options);
    expect(done.isDryRun).toBe(false);
    expect(actions(done)).toEqual(actions(foreseen));
  });

  it("works on the schema that it is given, and on no other", async () => {
    const db = await migratedDatabase();
    const { migrate } = await import("@steptrace/postgres-store");
    const schema = `My "odd" schema`;
    await migrate(db.url, { schema });
    await db.sql.unsafe(
      `CREATE TABLE "My ""odd"" schema"."${nameAgo(4)}" PARTITION OF "My ""odd"" schema".execution_traces
         FOR VALUES FROM ('${beginningAgo(4)}') TO ('${beginningAgo(3)}')`,
    );
    await pastMonth(db, 4);
    const options: MaintainOptions = { keepMonths: 1, keepFailureMonths: 5, schema };
    expect(actions(await maintain(db.url, options))).toMatchObject({ [nameAgo(4)]: "reduced" });
    expect(actions(await maintain(db.url, { ...options, keepFailureMonths: 1 }))).toMatchObject({
      [nameAgo(4)]: "dropped",
    });
    expect(await contents(db)).toMatchObject({ [key(4, "success")]: 70 });
  });

  it.each<[MaintainOptions, RegExp]>([
    [{ aheadMonths: -1 }, /aheadMonths/],
    [{ aheadMonths: 121 }, /aheadMonths/],
    [{ keepMonths: 0 }, /keepMonths/],
    [{ keepMonths: 3, keepFailureMonths: 2 }, /keepFailureMonths/],
    [{ keepFailureMonths: 2 }, /keepFailureMonths/],
    [{ waitMs: -1 }, /waitMs/],
    [{ dryRun: "yes" as unknown as boolean }, /dryRun/],
  ])("refuses %j before it connects anywhere", async (options, message) => {
    const call = maintain("postgres://postgres@127.0.0.1:1/none", options);
    await expect(call).rejects.toThrow(message);
    await expect(call).rejects.toThrow(InvalidArgumentError);
  });
});
