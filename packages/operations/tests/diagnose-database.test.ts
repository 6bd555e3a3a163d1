import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { startPostgres, withAdministrator } from "@steptrace/test-services";
import type { TestDatabase } from "@steptrace/test-utils";
import postgres, { type Sql } from "postgres";
import { describe, expect, inject, onTestFinished } from "vitest";
import { type DiagnoseOptions, type Diagnosis, diagnose, type FindingCode, maintain } from "../src/index.js";
import { emptyDatabase, migratedDatabase, migratedTest as test } from "./support/migrated-test.js";
import { monthFromNow, partitionOf } from "./support/months.js";

/** Databases are made, and conditions waited for. */
const TIMEOUT_MS = 60_000;
const SOON = { timeout: 30_000, interval: 100 };
/** The current month's partition; an index of which no other test knows. */
const CURRENT = partitionOf(monthFromNow(0)).name;

type Thresholds = DiagnoseOptions["thresholds"];

function examine({ url }: Pick<TestDatabase, "url">, thresholds: Thresholds = {}): Promise<Diagnosis> {
  return diagnose({ database: url, thresholds });
}

function codesOf({ findings }: Diagnosis): readonly FindingCode[] {
  return findings.map(({ code }) => code);
}

async function codes(
  db: Pick<TestDatabase, "url">,
  thresholds?: Thresholds,
): Promise<readonly FindingCode[]> {
  return codesOf(await examine(db, thresholds));
}

/** What is found first, as the fix says it: what follows a comment is for people. */
function fixOf({ findings }: Diagnosis): string {
  return findings[0]?.fix.replace(/ {4}--.*$/s, "") ?? "";
}

/** A connection of the test's own, which it may leave in the middle of a transaction. */
function session({ url }: Pick<TestDatabase, "url">): Sql {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  onTestFinished(() => sql.end({ timeout: 0 }));
  return sql;
}

/** On a connection that ends: with it, the server's statistics learn of what it did. */
async function execute({ url }: TestDatabase, ...statements: readonly string[]): Promise<void> {
  await withAdministrator(url, async (sql) => {
    for (const statement of statements) await sql.unsafe(statement);
  });
}

function insertRows(count: number): string {
  return `INSERT INTO execution_traces (trace_id, skill_name, status)
          SELECT gen_random_uuid()::text, 'etl', 'success' FROM generate_series(1, ${count})`;
}

describe("a healthy database", { timeout: TIMEOUT_MS }, () => {
  test("has no findings, and says what was looked at", async ({ db }) => {
    const diagnosis = await examine(db);
    expect(diagnosis.findings).toEqual([]);
    expect(diagnosis.notes).toEqual([]);
    expect(diagnosis.examinations.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "node well",
      "server well",
      "clock well",
      "connections well",
      "role well",
      "migrations well",
      "months well",
      "indexes well",
      "statistics well",
      "locks well",
      "recovered well",
      "failures well",
    ]);
    expect(diagnosis.services).toEqual([
      { name: "database", target: expect.stringContaining(new URL(db.url).pathname), isReached: true },
    ]);
    expect(diagnosis.partitions.map(({ name }) => name)).toEqual(
      [0, 1, 2, 3].map((ahead) => partitionOf(monthFromNow(ahead)).name),
    );
    expect(diagnosis.partitions[0]).toMatchObject({ tableBytes: expect.any(Number), deadRows: 0 });
  });

  test("is left as it is: nothing is made, and nothing is written", async ({ db }) => {
    const snapshot = () => db.sql`
      SELECT (SELECT max(oid::int8) FROM pg_class)::text AS newest, (SELECT count(*)::int FROM execution_traces) AS rows`;
    const before = await snapshot();
    await examine(db);
    expect(await snapshot()).toEqual(before);
  });

  test("may be looked at by way of a TraceStorage, which stays open", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    expect((await diagnose({ database: storage })).findings).toEqual([]);
    expect(await storage.listPartitions()).toHaveLength(4);
  });

  test("may have the table in a schema of its own", async ({ db }) => {
    const schema = 'my "own" schema';
    await migrate(db.url, { schema });
    const look = () => diagnose({ database: db.url, databaseOptions: { schema } });
    expect((await look()).findings).toEqual([]);
    await db.sql.unsafe(`DROP INDEX "my ""own"" schema".execution_traces_failure_idx`);
    const found = await look();
    expect(codesOf(found)).toEqual(["index-missing"]);
    await db.sql.unsafe(fixOf(found));
    await migrate(db.url, { schema });
    expect((await look()).findings).toEqual([]);
  });
});

describe("the migrations", { timeout: TIMEOUT_MS }, () => {
  test("are found to be missing, and whether a table is there", async () => {
    const db = await emptyDatabase();
    const diagnosis = await examine(db);
    expect(diagnosis.findings).toMatchObject([
      { code: "not-migrated", fix: "steptrace migrate", what: expect.stringContaining("there is no table") },
    ]);
    await db.sql`CREATE TABLE execution_traces (trace_id VARCHAR(255), started_at TIMESTAMP) PARTITION BY RANGE (started_at)`;
    const [finding] = (await examine(db)).findings.filter(({ code }) => code === "not-migrated");
    expect(finding?.what).toContain("made by another system");
  });

  test("are found to be pending, edited, and newer than this version", async () => {
    const db = await migratedDatabase();
    await db.sql`INSERT INTO steptrace_migrations (id, name, hash) VALUES (999, '0999_future', 'x')`;
    expect(await codes(db)).toEqual(["newer-schema"]);
    await db.sql`DELETE FROM steptrace_migrations WHERE id = 999 OR id = (SELECT max(id) FROM steptrace_migrations WHERE id < 999)`;
    expect(await codes(db)).toEqual(["migrations-pending"]);
    await db.sql`UPDATE steptrace_migrations SET hash = 'edited' WHERE id = 0`;
    expect(await codes(db)).toEqual(["migrations-edited"]);
  });
});

describe("the months", { timeout: TIMEOUT_MS }, () => {
  test("are found to lack the next one; and the current one, which is worse", async () => {
    const db = await migratedDatabase();
    const [current, next] = [partitionOf(monthFromNow(0)), partitionOf(monthFromNow(1))];
    await db.sql`DROP TABLE ${db.sql(next.name)}`;
    expect((await examine(db)).findings).toMatchObject([
      { code: "month-missing", severity: "warning", what: expect.stringMatching(/^1 month without/) },
    ]);
    await db.sql`DROP TABLE ${db.sql(current.name)}`;
    expect((await examine(db)).findings).toMatchObject([
      { code: "month-missing", severity: "error", what: expect.stringMatching(/^2 months without/) },
    ]);
    await migrate(db.url);
    expect(await codes(db)).toEqual([]);
  });

  test("are found to have holes, which the statements of the fix close", async () => {
    const db = await migratedDatabase();
    const { name, bounds } = partitionOf(monthFromNow(-3));
    await db.sql.unsafe(`CREATE TABLE ${name} PARTITION OF execution_traces ${bounds}`);
    const diagnosis = await examine(db);
    expect(diagnosis.findings.map(({ code, subject }) => [code, subject])).toEqual([
      ["month-hole", partitionOf(monthFromNow(-2)).name],
      ["month-hole", partitionOf(monthFromNow(-1)).name],
    ]);
    for (const { fix } of diagnosis.findings) await db.sql.unsafe(fix);
    expect(await codes(db)).toEqual([]);
  });

  test("are found to have a DEFAULT partition, with rows or without", async () => {
    const db = await migratedDatabase();
    await db.sql`CREATE TABLE rest PARTITION OF execution_traces DEFAULT`;
    expect((await examine(db)).findings).toMatchObject([
      { code: "default-partition", subject: "rest", what: expect.stringContaining("is empty") },
    ]);
    await execute(
      db,
      "INSERT INTO execution_traces (trace_id, started_at, skill_name) VALUES ('old', '2019-03-01', 'etl')",
    );
    await expect
      .poll(async () => (await examine(db)).findings[0]?.what, SOON)
      .toMatch(/which holds some 1 row:/);
    await migrate(db.url);
    expect(await codes(db)).toEqual([]);
  });

  test("are found to be split by a partition with other bounds; one of several months is told", async () => {
    const db = await migratedDatabase();
    await db.sql`CREATE TABLE weeks PARTITION OF execution_traces FOR VALUES FROM ('2030-01-01') TO ('2030-01-08')`;
    await db.sql`CREATE TABLE quarter PARTITION OF execution_traces FOR VALUES FROM ('2031-01-01') TO ('2031-04-01')`;
    const diagnosis = await examine(db);
    expect(diagnosis.findings).toMatchObject([{ code: "month-split", subject: "2030-01" }]);
    await db.sql.unsafe(fixOf(diagnosis));
    const { findings, notes } = await examine(db);
    expect(findings).toEqual([]);
    expect(notes).toMatchObject([
      { about: "months", text: expect.stringContaining("quarter holds several months") },
    ]);
  });

  test("are found to be half detached, and the statement of the fix ends that", async () => {
    const db = await migratedDatabase();
    const [reader, detacher] = [session(db), session(db)];
    const { name } = partitionOf(monthFromNow(3));
    await reader.unsafe("BEGIN; SELECT count(*) FROM execution_traces");
    const [backend] = await detacher<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    const detaching = detacher
      .unsafe(`ALTER TABLE execution_traces DETACH PARTITION ${name} CONCURRENTLY`)
      .catch((error: Error) => error);
    const pending = () => db.sql`SELECT 1 FROM pg_inherits WHERE inhdetachpending`;
    await expect.poll(async () => (await pending()).length, SOON).toBe(1);
    const meanwhile = await examine(db);
    expect(meanwhile.findings).toEqual([]);
    expect(meanwhile.notes).toMatchObject([{ text: expect.stringContaining(`${name} is being detached`) }]);
    await db.sql`SELECT pg_terminate_backend(${backend?.pid ?? 0})`;
    expect(await detaching).toBeInstanceOf(Error);
    await reader.unsafe("COMMIT");
    const diagnosis = await examine(db);
    expect(diagnosis.findings).toMatchObject([{ code: "detach-pending", severity: "error", subject: name }]);
    await db.sql.unsafe(fixOf(diagnosis));
    expect(await codes(db)).toEqual([]);
  });
});

describe("the indexes", { timeout: TIMEOUT_MS }, () => {
  test("are found to be missing; the statement of the fix and migrate make them again", async () => {
    const db = await migratedDatabase();
    await db.sql`DROP INDEX execution_traces_execution_idx`;
    const diagnosis = await examine(db);
    expect(diagnosis.findings).toMatchObject([
      { code: "index-missing", subject: "execution_traces_execution_idx" },
    ]);
    await db.sql.unsafe(fixOf(diagnosis));
    expect(await codes(db)).toEqual(["index-not-on-partition"]);
    await migrate(db.url);
    expect(await codes(db)).toEqual([]);
  });

  test("are found to be invalid, as a build that failed leaves them", async () => {
    const db = await migratedDatabase();
    await execute(db, insertRows(2));
    const build = db.sql.unsafe(`CREATE UNIQUE INDEX CONCURRENTLY broken ON ${CURRENT} (skill_name)`);
    await expect(build).rejects.toThrow(/could not create unique index/);
    const diagnosis = await examine(db);
    expect(diagnosis.findings).toMatchObject([{ code: "index-invalid", subject: "broken" }]);
    await db.sql.unsafe(fixOf(diagnosis));
    expect(await codes(db)).toEqual([]);
  });

  test("are found to be invalid where they are attached, and on the table itself", async () => {
    const db = await migratedDatabase();
    const invalidate = (name: string) =>
      db.sql`UPDATE pg_index SET indisvalid = false WHERE indexrelid = ${name}::regclass`;
    const [follower] = await db.sql<{ name: string }[]>`
      SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'execution_traces_started_idx'::regclass`;
    await invalidate(follower?.name ?? "");
    const attached = await examine(db);
    expect(attached.findings).toMatchObject([{ code: "index-invalid", subject: follower?.name }]);
    await db.sql.unsafe(fixOf(attached));
    await invalidate("execution_traces_started_idx");
    const declared = await examine(db);
    expect(declared.findings).toMatchObject([
      { code: "index-invalid", subject: "execution_traces_started_idx" },
    ]);
    await db.sql.unsafe(fixOf(declared));
    await migrate(db.url);
    expect(await codes(db)).toEqual([]);
  });
});

describe("the statistics", { timeout: TIMEOUT_MS }, () => {
  test("are found never to have been gathered, also of the table itself", async () => {
    const db = await migratedDatabase();
    await execute(db, `ALTER TABLE ${CURRENT} SET (autovacuum_enabled = off)`, insertRows(2000));
    await expect.poll(() => codes(db), SOON).toEqual(["statistics-missing"]);
    const diagnosis = await examine(db);
    expect(diagnosis.findings[0]?.subject).toBe(`execution_traces, ${CURRENT}`);
    await execute(db, `ANALYZE ${CURRENT}`);
    expect((await examine(db)).findings[0]?.subject).toBe("execution_traces");
    await execute(db, fixOf(diagnosis));
    await expect.poll(() => codes(db), SOON).toEqual([]);
  });

  test("are found to tell of dead rows", async () => {
    const db = await migratedDatabase();
    const off = `ALTER TABLE ${CURRENT} SET (autovacuum_enabled = off)`;
    await execute(db, off, insertRows(300), "DELETE FROM execution_traces");
    const thresholds = { deadRows: 100 };
    await expect.poll(() => codes(db, thresholds), SOON).toEqual(["dead-rows"]);
    const diagnosis = await examine(db, thresholds);
    expect(diagnosis.findings[0]?.what).toMatch(
      new RegExp(`^100 % of ${CURRENT} are dead rows \\(300\\); it was never`),
    );
    await execute(db, fixOf(diagnosis));
    await expect.poll(() => codes(db, thresholds), SOON).toEqual([]);
  });

  test("traces that maintenance has not come to", { timeout: TIMEOUT_MS }, async ({ db }) => {
    await execute(db, insertRows(10_001), "ANALYZE execution_traces");
    expect(await codes(db)).toEqual(["traces-unread", "traces-uncounted"]);
    await maintain(db.url);
    await execute(db, "VACUUM execution_traces");
    await expect.poll(() => codes(db), SOON).toEqual([]);
  });
});

describe("wrong use", () => {
  test.for<[string, unknown]>([
    ["no database", {}],
    ["a database that is none", { database: 42 }],
    ["a URL that is none", { database: "bob:hunter2@host" }],
    ["a threshold that is none", { database: "postgres://host/db", thresholds: { deadRows: -1 } }],
    ["a Redis that is none", { database: "postgres://127.0.0.1:1/db", redis: "http://bob:hunter2@host" }],
  ])("is refused, and shows no secret: %s", async ([, options]) => {
    const refused = diagnose(options as DiagnoseOptions);
    await expect(refused).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });
});

describe("sessions", { timeout: TIMEOUT_MS }, () => {
  test("are found to stand in the way; ending the one of the fix lets the others go on", async () => {
    const db = await migratedDatabase();
    const [holder, waiter] = [session(db), session(db)];
    await holder.unsafe("BEGIN; LOCK TABLE execution_traces IN ACCESS EXCLUSIVE MODE");
    const waiting = waiter.unsafe("SELECT count(*)::int AS rows FROM execution_traces").execute();
    const look = () =>
      diagnose({ database: db.url, databaseOptions: { timeoutMs: 1000 }, thresholds: { lockWaitMs: 0 } });
    await expect.poll(async () => codesOf(await look()), SOON).toEqual(["lock-wait"]);
    const diagnosis = await look();
    expect(diagnosis.findings).toMatchObject([
      { severity: "error", what: expect.stringMatching(/behind session \d+ \(.*idle in transaction/) },
    ]);
    // What would have to wait as well is told not to have been looked at, and hides nothing else.
    expect(diagnosis.notes.map(({ about }) => about)).toContain("recovered");
    await db.sql.unsafe(fixOf(diagnosis));
    expect(await waiting).toEqual([{ rows: 0 }]);
    expect(codesOf(await look())).toEqual([]);
  });

  test("are found to be idle in a transaction that has the table locked", async () => {
    const db = await migratedDatabase();
    const idle = session(db);
    await idle.unsafe("BEGIN; SELECT count(*) FROM execution_traces");
    const diagnosis = await examine(db, { idleTransactionMs: 0 });
    expect(diagnosis.findings).toMatchObject([{ code: "idle-transaction", severity: "warning" }]);
    expect(await codes(db)).toEqual([]);
    await db.sql.unsafe(fixOf(diagnosis));
    expect(await codes(db, { idleTransactionMs: 0 })).toEqual([]);
  });

  test("are found to be near the most that there may be", async ({ db }) => {
    const diagnosis = await examine(db, { connectionShare: 0 });
    expect(diagnosis.findings).toMatchObject([{ code: "connections-near-limit" }]);
    expect(await db.sql.unsafe(fixOf(diagnosis))).not.toHaveLength(0);
  });
});

/** A role that may log in, and nothing else, until the test is finished. */
async function makeRole({
  url,
  sql,
}: TestDatabase): Promise<{ readonly name: string; readonly url: string }> {
  const name = `doctor ${randomUUID()}`;
  await sql`CREATE ROLE ${sql(name)} LOGIN`;
  onTestFinished(() =>
    withAdministrator(inject("databaseUrl"), async (administrator) => {
      await administrator.unsafe(`DROP ROLE IF EXISTS "${name}"`);
    }),
  );
  const location = new URL(url);
  location.username = encodeURIComponent(name);
  location.password = "";
  return { name, url: location.href };
}

describe("a role", { timeout: TIMEOUT_MS }, () => {
  test("is found to lack rights, which the statement of the fix grants", async () => {
    const db = await migratedDatabase();
    const role = await makeRole(db);
    const diagnosis = await examine(role);
    expect(diagnosis.findings).toMatchObject([{ code: "role-lacks-rights", subject: role.name }]);
    expect(fixOf(diagnosis)).toBe(`GRANT SELECT, INSERT, UPDATE ON execution_traces TO "${role.name}";`);
    expect(diagnosis.notes.map(({ about }) => about).sort()).toEqual([
      "failures",
      "migrations",
      "recovered",
      "role",
      "role",
    ]);
    await db.sql.unsafe(fixOf(diagnosis));
    const storing = await examine(role);
    expect(storing.findings).toMatchObject([
      {
        code: "role-lacks-rights",
        severity: "warning",
        what: expect.stringContaining("steptrace_signatures"),
      },
    ]);
    await db.sql.unsafe(fixOf(storing));
    const granted = await examine(role);
    expect(granted.findings).toEqual([]);
    expect(granted.notes.map(({ text }) => text).join()).toMatch(
      /belongs to postgres, which has to run steptrace maintain/,
    );
    await db.sql.unsafe(`DROP OWNED BY "${role.name}"`);
  });

  test("is found to be kept out of the schema", async () => {
    const db = await migratedDatabase();
    await migrate(db.url, { schema: "tracing" });
    const role = await makeRole(db);
    const diagnosis = await diagnose({ database: role.url, databaseOptions: { schema: "tracing" } });
    expect(diagnosis.findings).toMatchObject([
      { code: "role-lacks-rights", what: expect.stringContaining("permission denied for schema tracing") },
    ]);
    expect(fixOf(diagnosis)).toBe(`GRANT USAGE ON SCHEMA "tracing" TO "${role.name}";`);
    await db.sql.unsafe(fixOf(diagnosis));
    const admitted = await diagnose({ database: role.url, databaseOptions: { schema: "tracing" } });
    expect(fixOf(admitted)).toMatch(/^GRANT SELECT, INSERT, UPDATE ON tracing\.execution_traces/);
    await db.sql.unsafe(`DROP OWNED BY "${role.name}"`);
  });
});

describe("a server", { timeout: TIMEOUT_MS }, () => {
  test("is found to be read-only", async () => {
    const db = await migratedDatabase();
    const name = new URL(db.url).pathname.slice(1);
    await db.sql.unsafe(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    expect(await codes(db)).toEqual(["database-read-only"]);
  });

  test("is found to have another encoding", async () => {
    const name = `doctor_${randomUUID()}`;
    await withAdministrator(inject("databaseUrl"), async (sql) => {
      await sql.unsafe(
        `CREATE DATABASE "${name}" TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'`,
      );
    });
    onTestFinished(() =>
      withAdministrator(inject("databaseUrl"), async (sql) => {
        await sql.unsafe(`DROP DATABASE "${name}"`);
      }),
    );
    const url = new URL(inject("databaseUrl"));
    url.pathname = name;
    await migrate(url.href);
    expect(await codes({ url: url.href })).toEqual(["encoding-not-utf8"]);
  });

  test("is found to be out of reach, and that hides nothing else", async () => {
    const diagnosis = await diagnose({ database: "postgres://bob:hunter2@127.0.0.1:1/app" });
    expect(diagnosis.findings).toMatchObject([
      {
        code: "database-unreachable",
        severity: "error",
        subject: "127.0.0.1:1/app",
        what: expect.stringContaining("ECONNREFUSED"),
      },
    ]);
    expect(diagnosis.services).toEqual([{ name: "database", target: "127.0.0.1:1/app", isReached: false }]);
    expect(diagnosis.examinations.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "node well",
      "server error",
    ]);
    expect(JSON.stringify(diagnosis)).not.toMatch(/hunter2|bob/);
  });

  test("is found not to accept the password, and nobody is told it", async () => {
    const directory = await mkdtemp(join(tmpdir(), "steptrace-doctor-"));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const rules = join(directory, "pg_hba.conf");
    await writeFile(rules, "host all postgres 127.0.0.1/32 trust\nhost all app 127.0.0.1/32 scram-sha-256\n");
    await chmod(directory, 0o755);
    const server = await startPostgres({ settings: { hba_file: rules } });
    onTestFinished(() => server.stop());
    await withAdministrator(server.url, async (sql) => {
      await sql.unsafe("CREATE ROLE app LOGIN PASSWORD 'right'");
    });
    const database = `postgres://app:hunter2@127.0.0.1:${server.port}/postgres`;
    const diagnosis = await diagnose({ database });
    expect(diagnosis.findings).toMatchObject([{ code: "database-authentication", severity: "error" }]);
    expect(JSON.stringify(diagnosis)).not.toMatch(/hunter2/);
  });

  test("is found not to have the database", async () => {
    const url = new URL(inject("databaseUrl"));
    url.pathname = "no_such_database";
    expect(await codes({ url: url.href })).toEqual(["database-authentication"]);
  });
});

describe("traces that were recovered", { timeout: TIMEOUT_MS }, () => {
  test("are counted in a note", async () => {
    const db = await migratedDatabase();
    await db.sql`INSERT INTO execution_traces (trace_id, skill_name, status, error_message, metadata)
                 SELECT i::text, 'etl', 'failed', 'Interrupted', '{"interrupted": true}' FROM generate_series(1, 3) AS i`;
    await db.sql`INSERT INTO execution_traces (trace_id, skill_name, status, error_message) VALUES ('4', 'etl', 'failed', 'x')`;
    const { findings, notes } = await examine(db);
    expect(findings).toEqual([]);
    expect(notes).toMatchObject([
      { about: "recovered", text: expect.stringMatching(/^3 traces .*newest started at 20/) },
    ]);
  });
});
