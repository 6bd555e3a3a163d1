import { PGlite } from "@electric-sql/pglite";
import { drizzle as nodePostgres } from "drizzle-orm/node-postgres";
import { drizzle as postgresJs } from "drizzle-orm/postgres-js";
import pg from "pg";
import postgres, { type Sql } from "postgres";
import { describe, expect, it, onTestFinished } from "vitest";
import { type DatabaseConfig, migrate, TraceStorage } from "../src/index.js";
import { emptyDatabase } from "./support/empty-database.js";
import { partitionsAhead } from "./support/months.js";
import { rejection } from "./support/rejection.js";
import { sampleTrace } from "./support/sample-trace.js";
import { SPECIFICATION_TABLE } from "./support/specification-table.js";

/** An empty database, as a store is given it, and a way to run a statement there. */
interface OpenDatabase {
  readonly config: DatabaseConfig;
  run(statement: string): Promise<unknown>;
}

const handles: readonly [string, () => Promise<OpenDatabase>][] = [
  [
    "a URL",
    async () => {
      const { url, sql } = await emptyDatabase();
      return { config: url, run: (statement) => sql.unsafe(statement) };
    },
  ],
  [
    "a postgres.js handle",
    async () => {
      const client = postgres((await emptyDatabase()).url, { onnotice: () => {} });
      onTestFinished(() => client.end());
      return { config: postgresJs(client), run: (statement) => client.unsafe(statement) };
    },
  ],
  [
    "a node-postgres handle",
    async () => {
      const pool = new pg.Pool({ connectionString: (await emptyDatabase()).url });
      onTestFinished(() => pool.end());
      return { config: nodePostgres(pool), run: (statement) => pool.query(statement) };
    },
  ],
  [
    "a PGlite",
    async () => {
      const pglite = await PGlite.create();
      onTestFinished(() => pglite.close());
      return { config: pglite, run: (statement) => pglite.exec(statement) };
    },
  ],
];

const PATIENCE = { timeout: 15_000, interval: 20 };
const OWN_INDEXES = [
  "duration_idx",
  "execution_idx",
  "failure_idx",
  "group_idx",
  "metadata_idx",
  "signature_idx",
  "skill_started_idx",
  "started_idx",
  "status_idx",
  "text_idx",
  "text_token_idx",
  "token_idx",
  "uncounted_idx",
  "unfilled_idx",
  "unread_idx",
];

async function makePartition(sql: Sql, month: string, next: string): Promise<void> {
  const name = `execution_traces_${month.replace("-", "_")}`;
  await sql.unsafe(
    `CREATE TABLE ${name} PARTITION OF execution_traces FOR VALUES FROM ('${month}-01') TO ('${next}-01')`,
  );
}

/** Rows of the specification's own nine columns, one every so often from a moment on. */
async function fill(sql: Sql, from: string, count: number, every: string): Promise<void> {
  await sql`
    INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata)
    SELECT gen_random_uuid()::text, ${from}::text::timestamp + n * ${every}::text::interval, 'skill-' || n % 7,
           ${from}::text::timestamp + n * ${every}::text::interval + interval '1 second', 1000,
           (ARRAY['success', 'failed', 'timeout'])[1 + n % 3], '[{"name": "a", "timestamp": "2025-11-16T12:00:00.123456", "duration_ms": 5, "status": "success"}]',
           CASE WHEN n % 3 > 0 THEN 'connection refused ' || n END, '{"user": "alice"}'
      FROM generate_series(0, ${count - 1}::int) AS n`;
}

async function rowsOf(sql: Sql): Promise<readonly unknown[]> {
  return sql`
    SELECT trace_id, started_at::text, skill_name, completed_at::text, total_duration_ms, status, steps::text, error_message, metadata::text
      FROM execution_traces ORDER BY trace_id`;
}

async function invalidIndexes(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`
    SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid`;
  return rows.map(({ name }) => name);
}

describe("migrate, on a table of the specification's own system", () => {
  it("adopts its rows, its partitions and its index, and makes the indexes that are missing", async () => {
    const { url, sql } = await emptyDatabase();
    await sql.unsafe(SPECIFICATION_TABLE);
    await makePartition(sql, "2025-11", "2025-12");
    await makePartition(sql, "2025-12", "2026-01");
    await sql`CREATE INDEX idx_execution_traces_skill_name ON execution_traces (skill_name)`;
    await fill(sql, "2025-11-01", 500, "2 hours");
    const before = await rowsOf(sql);
    const report = await migrate(url);
    expect(report).toEqual({
      applied: expect.arrayContaining(["0000_create_execution_traces"]),
      adopted: true,
      indexesBuilt: OWN_INDEXES.flatMap((index) => [
        `execution_traces_2025_11_${index}`,
        `execution_traces_2025_12_${index}`,
      ]),
      partitionsMade: partitionsAhead(),
    });
    expect(await rowsOf(sql)).toEqual(before);
    expect(await invalidIndexes(sql)).toEqual([]);
    expect(await migrate(url)).toEqual({ applied: [], adopted: false, indexesBuilt: [], partitionsMade: [] });
    const indexes = await sql`SELECT indexname FROM pg_indexes WHERE tablename = 'execution_traces_2025_11'`;
    expect(indexes).toHaveLength(OWN_INDEXES.length + 2);
    expect(await sql`SELECT 1 FROM pg_stats WHERE tablename = 'execution_traces'`).not.toEqual([]);
  });

  it.each(handles)("reads and returns durations of a BIGINT as numbers, by %s", async (_, open) => {
    const { config, run } = await open();
    await run(SPECIFICATION_TABLE.replace("total_duration_ms INTEGER", "total_duration_ms BIGINT"));
    expect(await migrate(config)).toMatchObject({ adopted: true });
    const storage = new TraceStorage(config);
    onTestFinished(() => storage.close());
    const trace = sampleTrace();
    for (const attempt of ["first", "again"]) {
      const result = await storage.finalizeTrace(trace, "success");
      expect(result, attempt).toEqual({ traceId: trace.traceId, status: "success", totalDurationMs: 150 });
    }
    expect(await storage.getTrace(trace.traceId)).toMatchObject({ totalDurationMs: 150 });
  });

  it("gives started_at a default that is UTC whatever the session's time zone", async () => {
    const { url, sql } = await emptyDatabase();
    await sql.unsafe(SPECIFICATION_TABLE);
    await migrate(url);
    const berlin = postgres(url, { max: 1, connection: { TimeZone: "Asia/Kolkata" } });
    onTestFinished(() => berlin.end());
    await berlin`INSERT INTO execution_traces (trace_id, skill_name) VALUES ('a', 'b')`;
    const [row] = await sql`
      SELECT abs(extract(epoch FROM started_at - (now() AT TIME ZONE 'utc'))) < 60 AS is_now FROM execution_traces`;
    expect(row).toEqual({ is_now: true });
  });

  it("empties a default partition into the months of its rows, and removes it", async () => {
    const { url, sql } = await emptyDatabase();
    await sql.unsafe(SPECIFICATION_TABLE);
    await makePartition(sql, "2025-11", "2025-12");
    // Attached, with its columns in another order than the table's.
    await sql`
      CREATE TABLE "the rest%" (metadata JSONB DEFAULT '{}', error_message TEXT, steps JSONB DEFAULT '[]', status VARCHAR(50),
        total_duration_ms INTEGER, completed_at TIMESTAMP, skill_name VARCHAR(255) NOT NULL, started_at TIMESTAMP NOT NULL,
        trace_id VARCHAR(255) NOT NULL, CHECK (status IN ('running', 'success', 'failed', 'timeout')))`;
    await sql`ALTER TABLE "the rest%" ADD CONSTRAINT execution_traces_status_check CHECK (status IN ('running', 'success', 'failed', 'timeout'))`;
    await sql`ALTER TABLE execution_traces ATTACH PARTITION "the rest%" DEFAULT`;
    await fill(sql, "2025-10-20", 300, "8 hours");
    const before = await rowsOf(sql);
    const [inDefault] = await sql`SELECT count(*)::int AS rows FROM "the rest%"`;
    const report = await migrate(url);
    expect(report.defaultPartition).toEqual({ name: "the rest%", rowsMoved: inDefault?.["rows"] });
    expect(await rowsOf(sql)).toEqual(before);
    expect(await sql`SELECT to_regclass('"the rest%"') AS name`).toEqual([{ name: null }]);
    expect(await migrate(url)).not.toHaveProperty("defaultPartition");
    const storage = new TraceStorage(url);
    onTestFinished(() => storage.close());
    const names = (await storage.listPartitions()).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "execution_traces_2025_10",
        "execution_traces_2025_11",
        "execution_traces_2025_12",
        "execution_traces_2026_01",
      ]),
    );
  });

  it("does not make others wait while it waits for an open transaction", async () => {
    const { url, sql } = await emptyDatabase();
    await sql.unsafe(SPECIFICATION_TABLE);
    await sql`CREATE TABLE execution_traces_default PARTITION OF execution_traces DEFAULT`;
    await fill(sql, "2025-10-20", 10, "8 hours");
    let migrating: Promise<unknown> = Promise.resolve();
    await sql.begin(async (tx) => {
      await tx`INSERT INTO execution_traces (trace_id, started_at, skill_name) VALUES ('open', '2025-01-01', 'x')`;
      migrating = migrate(url);
      const waiting = async () =>
        (
          await sql`
        SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'execution_traces'::regclass`
        ).length;
      await expect.poll(waiting, PATIENCE).toBeGreaterThan(0);
      // Would queue up behind the migration, if that waited for its lock in one go.
      await sql`INSERT INTO execution_traces (trace_id, started_at, skill_name) VALUES ('other', '2025-02-01', 'x')`;
    });
    expect(await migrating).toMatchObject({ defaultPartition: { rowsMoved: 12 } });
  });

  it("builds indexes while others write", async () => {
    const { url, sql } = await emptyDatabase();
    await sql.unsafe(SPECIFICATION_TABLE);
    await makePartition(sql, "2025-11", "2025-12");
    await fill(sql, "2025-11-01", 20_000, "2 minutes");
    let isOver = false;
    let written = 0;
    const writer = (async () => {
      while (!isOver) {
        await sql`INSERT INTO execution_traces (trace_id, started_at, skill_name, status) VALUES (${`w${written}`}, '2025-11-15', 'writer', 'success')`;
        written += 1;
      }
    })();
    const { indexesBuilt } = await migrate(url);
    isOver = true;
    await writer;
    expect(indexesBuilt).toHaveLength(OWN_INDEXES.length);
    expect(written).toBeGreaterThan(0);
    expect(await invalidIndexes(sql)).toEqual([]);
    const [row] = await sql`SELECT count(*)::int AS count FROM execution_traces`;
    expect(row).toEqual({ count: 20_000 + written });
  });

  it("finishes what a migration that died left behind", async () => {
    const { url, sql } = await emptyDatabase();
    await sql.unsafe(SPECIFICATION_TABLE);
    await makePartition(sql, "2025-11", "2025-12");
    await makePartition(sql, "2025-12", "2026-01");
    await fill(sql, "2025-11-01", 2000, "20 minutes");
    const unfinished = async () => (await invalidIndexes(sql)).filter((name) => name.includes("2025_11"));
    // A snapshot that is held keeps an index from being finished.
    await sql.begin("ISOLATION LEVEL REPEATABLE READ", async (tx) => {
      await tx`SELECT 1`;
      const failure = rejection(migrate(url));
      const builders = async () => sql<{ pid: number }[]>`
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE INDEX CONCURRENTLY%' AND pid <> pg_backend_pid()`;
      await expect.poll(unfinished, PATIENCE).toHaveLength(1);
      await sql`SELECT pg_terminate_backend(${(await builders())[0]?.pid ?? 0}::int)`;
      expect(await failure).toMatchObject({ reason: "unreachable" });
    });
    expect(await unfinished()).toHaveLength(1);
    const { applied, indexesBuilt } = await migrate(url);
    expect(applied).toEqual([]);
    expect(indexesBuilt).toHaveLength(2 * OWN_INDEXES.length);
    expect(await invalidIndexes(sql)).toEqual([]);
  });

  it("builds indexes on partitions whose names leave no room for another one", async () => {
    const { url, sql } = await emptyDatabase();
    await sql.unsafe(SPECIFICATION_TABLE);
    const name = (month: string) =>
      `${"partition_of_a_company_with_a_long_name_".padEnd(56, "x")}2025_${month}`;
    for (const [month, next] of [
      ["10", "11"],
      ["11", "12"],
    ] as const) {
      await sql`CREATE TABLE ${sql(name(month))} PARTITION OF execution_traces FOR VALUES FROM (${sql.unsafe(`'2025-${month}-01'`)}) TO (${sql.unsafe(`'2025-${next}-01'`)})`;
    }
    await fill(sql, "2025-10-02", 100, "8 hours");
    expect(new Set((await migrate(url)).indexesBuilt).size).toBe(2 * OWN_INDEXES.length);
    expect(await invalidIndexes(sql)).toEqual([]);
    expect((await migrate(url)).indexesBuilt).toEqual([]);
  });

  it("uses partitions of other bounds, and says so where one leaves a part of a month", async () => {
    const { url, sql } = await emptyDatabase();
    await sql.unsafe(SPECIFICATION_TABLE);
    await sql`CREATE TABLE ancient PARTITION OF execution_traces FOR VALUES FROM (MINVALUE) TO ('2024-01-01')`;
    await sql`CREATE TABLE year_2024 PARTITION OF execution_traces FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')`;
    await sql`CREATE TABLE mid_november PARTITION OF execution_traces FOR VALUES FROM ('2025-11-10') TO ('2025-11-20')`;
    await sql`CREATE TABLE future PARTITION OF execution_traces FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)`;
    expect((await migrate(url)).partitionsMade).toEqual([]);
    const storage = new TraceStorage(url);
    onTestFinished(() => storage.close());
    const store = (startedAt: string) =>
      storage.finalizeTrace(sampleTrace({ startedAt: new Date(startedAt) }), "success");
    for (const moment of ["1999-05-05", "2024-02-29", "2025-11-15", "2050-01-01"]) await store(moment);
    const error = await rejection(store("2025-11-25"));
    expect(error).toMatchObject({ reason: "rejected" });
    expect(error.message).toContain("mid_november");
    expect(error.message).toContain("covers a part of the month");
    expect((await storage.listPartitions()).map(({ name, from, to }) => [name, from, to])).toEqual([
      ["ancient", "-infinity", "2024-01-01 00:00:00"],
      ["year_2024", "2024-01-01 00:00:00", "2025-01-01 00:00:00"],
      ["mid_november", "2025-11-10 00:00:00", "2025-11-20 00:00:00"],
      ["future", "2026-01-01 00:00:00", "infinity"],
    ]);
  });
});
