import { uuidV7 } from "@steptrace/core";
import postgres from "postgres";
import { describe, expect, onTestFinished } from "vitest";
import { TraceStorage } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";
import { sampleTrace } from "./support/sample-trace.js";

function open(url: string): TraceStorage {
  const storage = new TraceStorage(url);
  onTestFinished(() => storage.close());
  return storage;
}

describe("a row", () => {
  test("that we write is read whole by the specification's SELECT", async ({ db }) => {
    const trace = sampleTrace({ startedAt: new Date("2025-11-16T12:00:00Z"), metadata: { user: "alice" } });
    await open(db.url).finalizeTrace(trace, "failed", { errorMessage: "no disk" });
    const [row] = await db.sql`
      SELECT trace_id, skill_name, started_at::text, completed_at > started_at AS completed, total_duration_ms, status,
             steps, error_message, metadata
        FROM execution_traces WHERE trace_id = ${trace.traceId}`;
    expect(row).toEqual({
      trace_id: trace.traceId,
      skill_name: "docker-build",
      started_at: "2025-11-16 12:00:00",
      completed: true,
      total_duration_ms: 150,
      status: "failed",
      steps: [
        {
          name: "load-config",
          timestamp: "2025-11-16T12:00:00.150000",
          duration_ms: 150,
          status: "success",
          id: 1,
          offset_us: 0,
          duration_us: 150_000,
        },
      ],
      error_message: "no disk",
      metadata: { user: "alice" },
    });
  });

  test("is stored with what it is found by, unless that is left to maintenance", async ({ db }) => {
    await using later = new TraceStorage(db.url, { derive: false });
    const derived = async (storage: TraceStorage) => {
      const trace = sampleTrace({ startedAt: new Date("2025-11-16T12:00:00Z") });
      await storage.finalizeTrace(trace, "failed", { errorMessage: "no disk" });
      const [row] = await db.sql`
        SELECT failure_signature IS NOT NULL AS signature, failure_group IS NOT NULL AS of_group,
               text_signature IS NOT NULL AS text
          FROM execution_traces WHERE trace_id = ${trace.traceId}`;
      return row;
    };
    expect(await derived(later)).toEqual({ signature: false, of_group: false, text: false });
    expect(await derived(open(db.url))).toEqual({ signature: true, of_group: true, text: true });
  });

  test("of the specification's nine columns is read, also with all that may be NULL", async ({ db }) => {
    const storage = open(db.url);
    await storage.finalizeTrace(sampleTrace({ startedAt: new Date("2026-01-01") }), "success");
    await db.sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata)
      VALUES ('foreign', '2026-01-16 10:30:00.123456', 'docker-build', '2026-01-16 10:30:01.5', 325, 'failed',
              '[{"name": "build", "timestamp": "2026-01-16T10:30:01.123456", "duration_ms": 325, "status": "failed", "error_message": "no"}]',
              'no', '{"user": "alice"}')`;
    expect(await storage.getTrace("foreign")).toEqual({
      traceId: "foreign",
      skillName: "docker-build",
      startedAt: new Date("2026-01-16T10:30:00.123Z"),
      completedAt: new Date("2026-01-16T10:30:01.500Z"),
      totalDurationMs: 325,
      status: "failed",
      steps: [
        {
          name: "build",
          timestamp: "2026-01-16T10:30:01.123456Z",
          durationMs: 325,
          status: "failed",
          errorMessage: "no",
        },
      ],
      errorMessage: "no",
      metadata: { user: "alice" },
    });
    await db.sql`INSERT INTO execution_traces (trace_id, skill_name, steps, metadata) VALUES ('bare', 'x', NULL, NULL)`;
    expect(await storage.getTrace("bare")).toEqual({
      traceId: "bare",
      skillName: "x",
      startedAt: expect.any(Date),
      status: "running",
      steps: [],
      metadata: {},
    });
  });

  test("of a foreign id is the newest of that id; of a UUIDv7, the one of its own time goes before", async ({
    db,
  }) => {
    const storage = open(db.url);
    const now = Date.now();
    const id = uuidV7(now);
    await db.sql`INSERT INTO execution_traces (trace_id, skill_name) VALUES ('twice', 'old'), (${id}, 'other time')`;
    expect(await storage.getTrace(id)).toMatchObject({ skillName: "other time" });
    await db.sql`INSERT INTO execution_traces (trace_id, skill_name, started_at) VALUES ('twice', 'new', (now() AT TIME ZONE 'utc') + interval '1 day')`;
    await db.sql`
      INSERT INTO execution_traces (trace_id, skill_name, started_at)
      VALUES (${id}, 'own time', ${new Date(now).toISOString()}::text::timestamp)`;
    expect(await storage.getTrace("twice")).toMatchObject({ skillName: "new" });
    expect(await storage.getTrace(id)).toMatchObject({ skillName: "own time" });
  });

  test("keeps JSON that is a text which looks like JSON", async ({ db }) => {
    const storage = open(db.url);
    const metadata = { a: "123", b: "null", c: "{}", d: "[1]", e: '"x"', f: "", g: "2025-11-16T12:00:00" };
    const trace = sampleTrace({ metadata });
    await storage.finalizeTrace(trace, "success");
    expect((await storage.getTrace(trace.traceId))?.metadata).toEqual(metadata);
    for (const text of ["123", "null", "{}", "true"]) {
      await db.sql`INSERT INTO execution_traces (trace_id, skill_name, metadata) VALUES (${`json-${text}`}, 'x', to_jsonb(${text}::text))`;
      expect((await storage.getTrace(`json-${text}`))?.metadata).toEqual({ value: text });
    }
  });

  test("that recovery wrote gives way to its owner's, and no other row to anything", async ({ db }) => {
    const storage = open(db.url);
    const recovered = sampleTrace({ metadata: { interrupted: true, by: "recovery" } });
    await storage.finalizeTrace(recovered, "failed", { errorMessage: "the process died" });
    await expect(
      storage.finalizeTrace(recovered, "timeout"),
      "recovery does not replace recovery",
    ).rejects.toMatchObject({
      code: "TRACE_FINALIZED",
      status: "failed",
    });
    const owned = { ...recovered, metadata: { by: "owner" }, totalDurationMs: 7 };
    expect(await storage.finalizeTrace(owned, "success")).toMatchObject({
      status: "success",
      totalDurationMs: 7,
    });
    const stored = await storage.getTrace(recovered.traceId);
    expect(stored).toMatchObject({ status: "success", metadata: { by: "owner" } });
    expect(stored).not.toHaveProperty("errorMessage");
    await expect(storage.finalizeTrace(recovered, "failed")).rejects.toMatchObject({
      code: "TRACE_FINALIZED",
    });
    await storage.finalizeTrace({ ...owned, metadata: { by: "somebody" } }, "success");
    expect((await storage.getTrace(recovered.traceId))?.metadata).toEqual({ by: "owner" });
    expect(await db.sql`SELECT 1 FROM execution_traces WHERE trace_id = ${recovered.traceId}`).toHaveLength(
      1,
    );
  });

  test("is stored by a finalize again after one that failed", async ({ db }) => {
    const storage = open(db.url);
    const trace = sampleTrace({ startedAt: new Date("2011-01-01") });
    await db.sql`CREATE TABLE execution_traces_2011_01 ()`;
    await expect(storage.finalizeTrace(trace, "success")).rejects.toMatchObject({ code: "STORAGE_FAILED" });
    await db.sql`DROP TABLE execution_traces_2011_01`;
    expect(await storage.finalizeTrace(trace, "success")).toMatchObject({ status: "success" });
    expect(await storage.getTrace(trace.traceId)).toBeDefined();
  });
});

describe("close", () => {
  test("is for good, and may be called again", async ({ db }) => {
    const storage = new TraceStorage(db.url);
    const storing = storage.finalizeTrace(sampleTrace(), "success");
    await storing;
    await Promise.all([storage.close(), storage.close()]);
    await storage.close();
    const calls = [
      storage.finalizeTrace(sampleTrace(), "success"),
      storage.getTrace("x"),
      storage.findTraceId("x"),
      storage.listPartitions(),
    ];
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({
        status: "rejected",
        reason: { code: "STORAGE_FAILED", reason: "closed" },
      });
    }
  });

  test("leaves no connection behind, and lets what is under way end", async ({ db }) => {
    const url = `${db.url}?application_name=closing`;
    const traces = Array.from({ length: 5 }, () => sampleTrace());
    {
      await using storage = new TraceStorage(url, { max: 5 });
      await Promise.all(traces.map((trace) => storage.finalizeTrace(trace, "success")));
    }
    await expect
      .poll(() => db.sql`SELECT 1 FROM pg_stat_activity WHERE application_name = 'closing'`, { interval: 20 })
      .toEqual([]);
  });

  test("is what a call says that it came before, at whatever moment it came", async ({ db }) => {
    for (let moments = 0; moments < 30; moments += 1) {
      const storage = new TraceStorage(db.url);
      await storage.getTrace("x");
      const call = storage.getTrace("x").catch((error: unknown) => error);
      for (let moment = 0; moment < moments; moment += 1) await undefined;
      await storage.close();
      const result = await call;
      if (result !== undefined) expect(result, `after ${moments}`).toMatchObject({ reason: "closed" });
    }
  });

  test("does nothing to a storage that was never used", async () => {
    const storage = new TraceStorage("postgres://nobody@localhost:1/nothing");
    await storage.close();
  });

  test("leaves a handle of the application's own open", async ({ db }) => {
    const { drizzle } = await import("drizzle-orm/postgres-js");
    const client = postgres(db.url, { max: 1 });
    onTestFinished(() => client.end());
    const storage = new TraceStorage(drizzle(client));
    await storage.finalizeTrace(sampleTrace(), "success");
    await storage.close();
    expect(await client`SELECT 1 AS one`).toEqual([{ one: 1 }]);
    await expect(storage.getTrace("x")).rejects.toMatchObject({ reason: "closed" });
  });
});
