import { addMonths, monthOf, monthRange, partitionName } from "@steptrace/core";
import { drizzle as nodePostgres } from "drizzle-orm/node-postgres";
import { drizzle as postgresJs } from "drizzle-orm/postgres-js";
import pg from "pg";
import postgres from "postgres";
import { expect, it, onTestFinished } from "vitest";
import { type DrizzleDatabase, maintainPartitions, migrate, openDatabase } from "../src/index.js";
import { emptyDatabase } from "./support/empty-database.js";

const MONTHS = [2, 3].map((count) => addMonths(monthOf(new Date()), -count));
const [REDUCED, DROPPED] = MONTHS.map((month) => partitionName("execution_traces", month));

const HANDLES: readonly (readonly [string, (url: string) => DrizzleDatabase])[] = [
  [
    "node-postgres",
    (url) => {
      const pool = new pg.Pool({ connectionString: url, max: 1 });
      onTestFinished(() => pool.end());
      return nodePostgres(pool);
    },
  ],
  [
    "postgres.js",
    (url) => {
      const client = postgres(url, { max: 1 });
      onTestFinished(() => client.end());
      return postgresJs(client);
    },
  ],
];

it.each(HANDLES)(
  "maintains by a handle of the application's own, and leaves its settings as they were: %s",
  async (_name, connect) => {
    const { url, sql } = await emptyDatabase();
    await migrate(url);
    for (const [index, month] of MONTHS.entries()) {
      const { from, to } = monthRange(month);
      await sql.unsafe(
        `CREATE TABLE ${partitionName("execution_traces", month)} PARTITION OF execution_traces FOR VALUES FROM ('${from}') TO ('${to}');
         INSERT INTO execution_traces (trace_id, started_at, skill_name, status)
         VALUES ('s${index}', '${from}', 'x', 'success'), ('f${index}', '${from}', 'x', 'failed')`,
      );
    }
    const handle = connect(`${url}?options=${encodeURIComponent("-c DateStyle=SQL,DMY -c lock_timeout=7s")}`);
    const { partitions } = await maintainPartitions(openDatabase(handle), {
      aheadMonths: 3,
      keepMonths: 1,
      keepFailureMonths: 2,
      isDryRun: false,
      waitMs: 10_000,
      now: new Date(),
    });
    expect(partitions.slice(0, 2)).toMatchObject([
      { name: DROPPED, action: "dropped" },
      { name: REDUCED, action: "reduced", keptRows: 1 },
    ]);
    expect(await sql`SELECT trace_id FROM execution_traces`).toEqual([{ trace_id: "f0" }]);
    const settings = (await handle.execute("SHOW lock_timeout")) as { readonly rows?: readonly unknown[] };
    expect([...(settings.rows ?? (settings as readonly unknown[]))]).toEqual([{ lock_timeout: "7s" }]);
  },
);
