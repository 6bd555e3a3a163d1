import { formatTimestamp } from "@steptrace/core";
import { explain, PLAN_MODES, type TestDatabase } from "@steptrace/test-utils";
import { describe, expect } from "vitest";
import { tracesTable } from "../src/index.js";
import { selectTrace, selectTraceId } from "../src/storage/select-trace.js";
import { migratedTest as test } from "./support/migrated-test.js";

const table = tracesTable(undefined);

/** Rows of thousands of executions in each of the months. */
async function fill({ sql }: TestDatabase): Promise<void> {
  await sql`
    INSERT INTO execution_traces (trace_id, started_at, skill_name, execution_id)
    SELECT gen_random_uuid()::text, (now() AT TIME ZONE 'utc') + n % 4 * interval '28 days', 'x', 'exec-' || n
      FROM generate_series(1, 8000) AS n`;
  await sql`ANALYZE execution_traces`;
}

describe.each(PLAN_MODES)("with %s", (mode) => {
  test("getTrace reads one partition by a UUIDv7, and every one's primary key by a foreign id", async ({
    db,
  }) => {
    await fill(db);
    const now = Date.now();
    const month = `execution_traces_${new Date(now).toISOString().slice(0, 7).replace("-", "_")}`;
    const own = await explain(db, mode, selectTrace(table, "x", formatTimestamp(now * 1000)));
    expect(own.relations).toEqual([month]);
    expect(own.nodes).not.toContain("Seq Scan");
    const foreign = await explain(db, mode, selectTrace(table, "x", undefined));
    expect(foreign.relations).toHaveLength(4);
    expect(foreign.indexes).toEqual(["execution_traces_pkey"]);
    expect(foreign.nodes).not.toContain("Seq Scan");
  });

  test("findTraceId reads the executions' index", async ({ db }) => {
    await fill(db);
    const plan = await explain(db, mode, selectTraceId(table, "exec-7"));
    expect(plan.indexes).toEqual(["execution_traces_execution_idx"]);
    expect(plan.nodes).not.toContain("Seq Scan");
  });
});
