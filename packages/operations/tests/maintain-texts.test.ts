import { hashText, textFeatures, uuidV7 } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import type { TestDatabase } from "@steptrace/test-utils";
import { describe, expect, it } from "vitest";
import { maintain } from "../src/index.js";
import {
  beginningAgo,
  contents,
  fillMonth,
  makeMonth,
  migratedDatabase,
  nameAgo,
  pastMonth,
} from "./support/history.js";

interface Given {
  readonly id: string;
  readonly status?: string | null;
  readonly message?: string | null;
  readonly steps?: unknown;
}

/** Stores traces as a program does that knows the specification's columns alone. */
async function insertForeign({ sql }: TestDatabase, rows: readonly Given[]): Promise<void> {
  await sql`
    INSERT INTO execution_traces (trace_id, started_at, skill_name, status, error_message, steps)
    SELECT id, now() AT TIME ZONE 'utc', 'etl', status, message, steps
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS row (id text, status text, message text, steps jsonb)`;
}

async function columnsOf({ sql }: TestDatabase) {
  const rows = await sql<{ id: string; signature: string | null; tokens: string[] | null }[]>`
    SELECT trace_id AS id, text_signature::text AS signature, text_tokens::text[] AS tokens
      FROM execution_traces ORDER BY trace_id`;
  return rows.map(({ id, signature, tokens }) => ({ id, signature, tokens }));
}

const signatureOf = (message: string | undefined, ...names: readonly string[]) =>
  textFeatures(message, names)?.signature;

describe("maintain, of what a search for words finds traces by", () => {
  it("fills in what rows of other programs lack, whatever stands in their steps, and has nothing to do the next time", async () => {
    const db = await migratedDatabase();
    await makeMonth(db, 1);
    await insertForeign(db, [
      {
        id: "a",
        status: "success",
        steps: [{ name: "Load part-1" }, { name: "item 4711" }, { name: 7 }, 8, "x"],
      },
      { id: "b", status: "failed", message: "order 12 lost", steps: [{ name: "send 4712" }] },
      { id: "c", status: "success", message: "fine 4713", steps: { name: "no list" } },
      { id: "d", status: null, steps: null },
    ]);
    expect(await maintain(db.url, { dryRun: true })).toMatchObject({ textsFilled: 4 });
    expect((await columnsOf(db)).every(({ signature }) => signature === null)).toBe(true);
    expect(await maintain(db.url)).toMatchObject({ textsFilled: 4 });
    expect(await columnsOf(db)).toEqual([
      { id: "a", signature: signatureOf(undefined, "load part-1 item"), tokens: [hashText("4711")] },
      { id: "b", signature: signatureOf("order lost", "send"), tokens: [hashText("4712")] },
      { id: "c", signature: signatureOf("fine"), tokens: [hashText("4713")] },
      { id: "d", signature: signatureOf(undefined), tokens: null },
    ]);
    expect(await maintain(db.url)).toMatchObject({ textsFilled: 0 });
  });

  it("fills in what our own rows have from the first", async () => {
    const db = await migratedDatabase();
    await using storage = new TraceStorage(db.url);
    const now = new Date();
    const timestamp = `${now.toISOString().slice(0, -1)}000Z`;
    const names = ["load part-1", "send order-4711"];
    const steps = names.map((name) => ({ name, timestamp, durationMs: 1, status: "success" as const }));
    const traceId = uuidV7(now.getTime());
    const trace = {
      traceId,
      skillName: "etl",
      startedAt: now,
      status: "running" as const,
      steps,
      metadata: {},
    };
    await storage.finalizeTrace(trace, "failed", { errorMessage: "order 12 lost" });
    const own = await columnsOf(db);
    await db.sql`UPDATE execution_traces SET text_signature = NULL, text_tokens = NULL`;
    await db.sql`TRUNCATE steptrace_texts`;
    expect(await maintain(db.url)).toMatchObject({ textsFilled: 1 });
    expect(await columnsOf(db)).toEqual(own);
    const page = await new TraceQuery(storage).searchTraces({ text: "LOST order-4711 12 part-1" });
    expect(page.items).toMatchObject([{ traceId }]);
  });

  it("fills in and counts nothing of a month that it drops", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 3, 20);
    await pastMonth(db, 1, 10);
    const rule = { keepMonths: 1 };
    const filled = { failuresFilled: 1, tracesCounted: 9, textsFilled: 10 };
    expect(await maintain(db.url, { ...rule, dryRun: true })).toMatchObject(filled);
    expect(await maintain(db.url, rule)).toMatchObject(filled);
    expect(Object.keys(await contents(db)).length).toBe(4);
  });

  it("fills in and counts what is refused to be dropped", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 5, 20);
    await db.sql.unsafe(
      `CREATE TABLE long PARTITION OF execution_traces FOR VALUES FROM ('${beginningAgo(4)}') TO ('${beginningAgo(0)}')`,
    );
    await fillMonth(db, 4, 10);
    const report = await maintain(db.url, { keepMonths: 1 });
    expect(report).toMatchObject({ failuresFilled: 1, tracesCounted: 9, textsFilled: 10 });
    expect(report.partitions.slice(0, 2)).toMatchObject([
      { name: nameAgo(5), action: "dropped" },
      { name: "long", action: "refused" },
    ]);
  });

  it("leaves what has too many words, which is found all the same", async () => {
    const db = await migratedDatabase();
    const words = (prefix: string) =>
      Array.from({ length: 12_000 }, (_, index) => `${prefix}${index}`).join(" ");
    await insertForeign(db, [
      { id: "a", status: "failed", message: words("m"), steps: [{ name: words("n") }] },
      { id: "b", status: "success", steps: [{ name: "x ".repeat(2 ** 20) }] },
    ]);
    expect(await maintain(db.url)).toMatchObject({ textsFilled: 0 });
    await using query = new TraceQuery(db.url);
    expect((await query.searchTraces({ text: "m11999 n7" })).items).toMatchObject([{ traceId: "a" }]);
    expect((await query.searchTraces({ text: "X" })).items).toMatchObject([{ traceId: "b" }]);
  });
});
