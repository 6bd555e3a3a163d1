import { PGlite } from "@electric-sql/pglite";
import { drizzle as nodePostgres } from "drizzle-orm/node-postgres";
import { drizzle as postgresJs } from "drizzle-orm/postgres-js";
import pg from "pg";
import postgres from "postgres";
import { describe, expect, it, onTestFinished } from "vitest";
import { type MigrationReport, migrate, TraceStorage } from "../src/index.js";
import { emptyDatabase } from "./support/empty-database.js";
import { partitionsAhead } from "./support/months.js";
import { rejection } from "./support/rejection.js";
import { runProcess } from "./support/run-process.js";
import { sampleTrace } from "./support/sample-trace.js";
import { SPECIFICATION_TABLE } from "./support/specification-table.js";

const ALL = [
  "0000_create_execution_traces",
  "0001_add_execution_id",
  "0002_index_execution_traces",
  "0003_find_similar_failures",
  "0004_keep_statistics",
  "0005_search_traces",
];
const NOTHING = { applied: [], adopted: false, indexesBuilt: [], partitionsMade: [] };

describe("migrate", () => {
  it("makes the table, and partitions for this month and the next three; again, it does nothing", async () => {
    const { url } = await emptyDatabase();
    expect(await migrate(url)).toEqual({
      applied: ALL,
      adopted: false,
      indexesBuilt: [],
      partitionsMade: partitionsAhead(),
    });
    expect(await migrate(url)).toEqual(NOTHING);
  });

  it("is done once by several callers of one handle, or of one PGlite", async () => {
    const pool = new pg.Pool({ connectionString: (await emptyDatabase()).url });
    onTestFinished(() => pool.end());
    const client = postgres((await emptyDatabase()).url);
    onTestFinished(() => client.end());
    const pglite = await PGlite.create();
    onTestFinished(() => pglite.close());
    for (const config of [nodePostgres(pool), postgresJs(client), pglite]) {
      const reports = await Promise.all([migrate(config), migrate(config), migrate(config)]);
      expect(reports.flatMap((report) => report.applied)).toEqual(ALL);
      expect(reports.flatMap((report) => report.partitionsMade)).toEqual(partitionsAhead());
      expect(await migrate(config)).toEqual(NOTHING);
    }
    expect(pool.totalCount).toBe(pool.idleCount);
  });

  it.each([undefined, "own", `My "odd" schema`])(
    "is done once by 20 callers at once, in the schema %j",
    async (schema) => {
      const { url, sql } = await emptyDatabase();
      const options = schema === undefined ? {} : { schema };
      const reports = await Promise.all(Array.from({ length: 20 }, () => migrate(url, options)));
      expect(reports.flatMap((report) => report.applied)).toEqual(ALL);
      expect(reports.flatMap((report) => report.partitionsMade)).toEqual(partitionsAhead());
      const locks = await sql`
        SELECT 1 FROM pg_locks WHERE locktype = 'advisory'
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      expect(locks).toEqual([]);
    },
  );

  it("is done once by several processes at once", async () => {
    const { url } = await emptyDatabase();
    const outputs = await Promise.all(
      Array.from({ length: 4 }, () => runProcess(new URL("./processes/migrate.mjs", import.meta.url), [url])),
    );
    const reports = outputs.map((output) => JSON.parse(output) as MigrationReport);
    expect(reports.flatMap((report) => report.applied)).toEqual(ALL);
  });

  it("keeps schemas of one database apart, also `public` when it is named", async () => {
    const { url, sql } = await emptyDatabase();
    for (const schema of ["public", "one", `My "odd" schema`, "it's $steptrace$; $$ \\"]) {
      await migrate(url, { schema });
      const storage = new TraceStorage(url, { schema });
      onTestFinished(() => storage.close());
      const trace = sampleTrace({ startedAt: new Date("2001-02-03") });
      await storage.finalizeTrace(trace, "success");
      expect(await storage.getTrace(trace.traceId)).toMatchObject({ status: "success" });
      expect(await sql`SELECT trace_id FROM ${sql(schema)}.execution_traces`).toEqual([
        { trace_id: trace.traceId },
      ]);
    }
    expect(await migrate(url)).toEqual(NOTHING);
  });

  it("makes partitions where the table is, wherever the search path makes new tables", async () => {
    const { url, sql } = await emptyDatabase();
    await migrate(url);
    await sql`CREATE SCHEMA first`;
    const own = `${url}?options=${encodeURIComponent("-c search_path=first,public")}`;
    const storage = new TraceStorage(own);
    onTestFinished(() => storage.close());
    await storage.finalizeTrace(sampleTrace({ startedAt: new Date("2001-02-03T04:05:06Z") }), "success");
    expect(await sql`SELECT schemaname FROM pg_tables WHERE tablename = 'execution_traces_2001_02'`).toEqual([
      { schemaname: "public" },
    ]);
    expect(await migrate(own)).toEqual(NOTHING);
  });

  it("refuses a database that a newer version migrated", async () => {
    const { url, sql } = await emptyDatabase();
    await migrate(url);
    await sql`INSERT INTO steptrace_migrations (id, name, hash) VALUES (99, '0099_from_the_future', 'x')`;
    const error = await rejection(migrate(url));
    expect(error).toMatchObject({ reason: "newer-schema" });
    expect(error.message).toContain("0099_from_the_future");
    await sql`DELETE FROM steptrace_migrations WHERE id = 99`;
    expect(await migrate(url), "the lock was given back").toEqual(NOTHING);
  });

  it("refuses a migration that was edited after it was applied", async () => {
    const { url, sql } = await emptyDatabase();
    await migrate(url);
    await sql`UPDATE steptrace_migrations SET hash = 'other' WHERE id = 1`;
    const error = await rejection(migrate(url));
    expect(error).toMatchObject({ reason: "rejected" });
    expect(error.message).toContain("0001_add_execution_id");
    expect(error.message).toContain("received other");
  });

  it.each([
    [
      "lacks a column",
      SPECIFICATION_TABLE.replace("error_message TEXT,", ""),
      /lacks the column error_message/,
    ],
    ["is not partitioned", SPECIFICATION_TABLE.replace(/\) PARTITION BY.*/, ")"), /without partitions/],
    [
      "is partitioned otherwise",
      SPECIFICATION_TABLE.replace("RANGE (started_at)", "LIST (started_at)"),
      /found PARTITION BY LIST \(started_at\)/,
    ],
    [
      "has a column of another type",
      SPECIFICATION_TABLE.replace("steps JSONB", "steps JSON"),
      /column steps has the type json/,
    ],
    [
      "has times with a zone",
      SPECIFICATION_TABLE.replace("started_at TIMESTAMP", "started_at TIMESTAMPTZ"),
      /column started_at has the type timestamp with time zone/,
    ],
    [
      "rounds its times to seconds",
      SPECIFICATION_TABLE.replace("started_at TIMESTAMP", "started_at TIMESTAMP(0)"),
      /column started_at has the type timestamp\(0\) without time zone/,
    ],
    [
      "has no primary key",
      SPECIFICATION_TABLE.replace(/,\s+PRIMARY KEY \(trace_id, started_at\)/, ""),
      /found no primary key/,
    ],
    [
      "has a column that our rows would lack",
      SPECIFICATION_TABLE.replace("metadata JSONB", "tenant TEXT NOT NULL, metadata JSONB"),
      /column tenant is NOT NULL and has no default/,
    ],
  ])("refuses a table that %s, and changes nothing", async (_, ddl, message) => {
    const { url, sql } = await emptyDatabase();
    await sql.unsafe(ddl);
    const error = await rejection(migrate(url));
    expect(error).toMatchObject({ reason: "not-migrated" });
    expect(error.message).toMatch(message);
    expect(await sql`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`).toEqual([
      { tablename: "execution_traces" },
    ]);
    await sql`DROP TABLE execution_traces`;
    expect((await migrate(url)).applied, "the lock was given back").toEqual(ALL);
  });

  it("says what a role lacks that may not make tables", async () => {
    const { url, sql } = await emptyDatabase();
    const role = `visitor_${new URL(url).pathname.slice(-8)}`;
    // Before version 15, everybody may make tables in the schema public.
    await sql.unsafe(`CREATE ROLE ${role} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    onTestFinished(async () => {
      await sql.unsafe(`DROP OWNED BY ${role}`);
      await sql.unsafe(`DROP ROLE ${role}`);
    });
    const visitor = new URL(url);
    visitor.username = role;
    for (const options of [{}, { schema: "own" }]) {
      const error = await rejection(migrate(visitor.href, options));
      expect(error).toMatchObject({ reason: "permission", sqlState: "42501" });
      expect(error.message).toContain("steptrace migrate");
    }
    expect((await migrate(url)).applied).toEqual(ALL);
    await sql.unsafe(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
    expect(await migrate(visitor.href), "where there is nothing to do, no right is needed").toEqual(NOTHING);
  });

  it("tells a store of a database that was never migrated what to do", async () => {
    const { url } = await emptyDatabase();
    const storage = new TraceStorage(url);
    onTestFinished(() => storage.close());
    const calls = [
      storage.finalizeTrace(sampleTrace(), "success"),
      storage.getTrace("some-id"),
      storage.findTraceId("some-execution"),
      storage.listPartitions(),
    ];
    for (const error of await Promise.all(calls.map(rejection))) {
      expect(error).toMatchObject({ reason: "not-migrated" });
      expect(error.message).toContain("steptrace migrate");
    }
  });
});
