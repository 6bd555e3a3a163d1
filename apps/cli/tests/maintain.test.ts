import { existsSync } from "node:fs";
import { join } from "node:path";
import { addMonths, monthOf, monthRange, partitionName } from "@steptrace/core";
import { migrate } from "@steptrace/postgres-store";
import { createTestDatabase, type TestDatabase } from "@steptrace/test-utils";
import { describe, expect, it, onTestFinished } from "vitest";
import { steptrace } from "./steptrace.js";
import { storeDirectory, temporaryDirectory } from "./temporary-directory.js";

function monthAgo(count: number) {
  return addMonths(monthOf(new Date()), -count);
}

function nameAgo(count: number): string {
  return partitionName("execution_traces", monthAgo(count));
}

/** A migrated database with a failure and a success in each of the last five months. */
async function fiveMonths(schema?: string): Promise<TestDatabase> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  await migrate(database.url, schema === undefined ? {} : { schema });
  const space = `"${(schema ?? "public").replaceAll('"', '""')}"`;
  for (const count of [1, 2, 3, 4, 5]) {
    const { from, to } = monthRange(monthAgo(count));
    await database.sql.unsafe(
      `CREATE TABLE ${space}.${nameAgo(count)} PARTITION OF ${space}.execution_traces FOR VALUES FROM ('${from}') TO ('${to}');
       INSERT INTO ${space}.execution_traces (trace_id, started_at, skill_name, status)
       VALUES ('s${count}', '${from}', 'x', 'success'), ('f${count}', '${from}', 'x', 'failed')`,
    );
  }
  return database;
}

describe("steptrace maintain", () => {
  it("says what it would do, does it, and says that", async () => {
    const { url, sql } = await fiveMonths();
    const env = { DATABASE_URL: url };
    const args = ["maintain", "--ahead", "4", "--keep", "2", "--keep-failures", "3"];
    const foreseen = await steptrace([...args, "--dry-run"], { env });
    expect(foreseen).toMatchObject({ code: 0, stderr: "" });
    expect(foreseen.stdout).toMatch(new RegExp(`^dropped +${nameAgo(4)}`, "m"));
    expect(foreseen.stdout).toContain(
      "Nothing was changed. It would be: 2 dropped, 1 reduced, 6 kept, 1 made",
    );
    const done = await steptrace(args, { env });
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toMatch(new RegExp(`^reduced +${nameAgo(3)} .* → 1 `, "m"));
    expect(done.stdout).toMatch(/^2 dropped, 1 reduced, 6 kept, 1 made, .* freed\.$/m);
    expect(await sql`SELECT trace_id FROM execution_traces ORDER BY 1`).toEqual(
      ["f1", "f2", "f3", "s1", "s2"].map((trace_id) => ({ trace_id })),
    );
    const again = await steptrace([...args, "--json"], { env });
    const report = JSON.parse(again.stdout);
    expect(report).toMatchObject({
      isDryRun: false,
      partitions: [{ name: nameAgo(3), action: "kept" }, {}, {}, {}, {}, {}, {}, {}],
    });
  });

  it("gives up in time where a transaction is in the way, and names it by code 3", async () => {
    const { url, sql } = await fiveMonths();
    await sql.begin(async (tx) => {
      await tx`SELECT count(*) FROM execution_traces`;
      const blocked = await steptrace(["maintain", "--keep", "1", "--wait", "100ms", "--database-url", url]);
      expect(blocked).toMatchObject({ code: 3, stdout: "" });
      expect(blocked.stderr).toMatch(/In the way: session \d+ .*last statement: SELECT count/);
    });
  });

  it.each<[string, readonly string[], RegExp]>([
    ["no month at all", ["--keep", "0"], /Expected a whole number of months from 1 to 1200/],
    [
      "failures for less time",
      ["--keep", "3", "--keep-failures", "2"],
      /expected no less than keepMonths \(3\)/,
    ],
    ["failures alone", ["--keep-failures", "2", "--print-cron"], /expected keepMonths beside it/],
  ])("refuses to keep %s", async (_name, args, message) => {
    const env = { DATABASE_URL: "postgres://app@127.0.0.1:1/app" };
    const { code, stderr } = await steptrace(["maintain", ...args], { env });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  // An embedded store takes its time to open.
  it("makes no embedded store, and maintains one that is there", { timeout: 60_000 }, async () => {
    const none = await temporaryDirectory();
    expect(await steptrace(["maintain"], { cwd: none })).toMatchObject({ code: 1, stdout: "" });
    expect(existsSync(join(none, ".steptrace"))).toBe(false);
    const cwd = await storeDirectory();
    const { code, stdout } = await steptrace(["maintain", "--keep", "1"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("4 kept");
  });
});

describe("steptrace maintain --print-cron", () => {
  it.each([undefined, `My "odd" schema`])(
    "prints SQL for pg_cron that does what it says, in the schema %j",
    async (schema) => {
      const { url, sql } = await fiveMonths(schema);
      const at = schema === undefined ? [] : ["--schema", schema];
      const args = ["maintain", "--ahead", "5", "--keep", "3", "--print-cron", ...at, "--database-url"];
      const { code, stdout } = await steptrace([...args, url.replace("postgres@", "postgres:hunter2@")]);
      expect(code).toBe(0);
      expect(stdout).not.toContain("hunter2");
      const jobs = [...stdout.matchAll(/\$job\$([\s\S]*?)\$job\$/g)].map(([, body]) => String(body));
      expect(jobs).toHaveLength(3);
      for (const job of [...jobs, ...jobs]) await sql.unsafe(job);
      const listed = await steptrace(["partitions", "--json", "--database-url", url, ...at]);
      const names = (JSON.parse(listed.stdout) as { name: string }[]).map(({ name }) => name);
      expect(names).toEqual([3, 2, 1, 0, -1, -2, -3, -4, -5].map(nameAgo));
    },
  );
});
