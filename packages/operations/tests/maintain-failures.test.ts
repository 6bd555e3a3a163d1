import { countShared, failureFeatures, hashText, tokenize, uuidV7 } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import type { TestDatabase } from "@steptrace/test-utils";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { describe, expect, it, onTestFinished } from "vitest";
import { maintain } from "../src/index.js";
import { makeMonth, migratedDatabase } from "./support/history.js";

interface Columns {
  readonly error_message: string;
  readonly failure_signature: string | null;
  readonly failure_tokens: readonly string[] | null;
  readonly failure_group: string | null;
}

/** Stores failures as a program does that knows the specification's columns alone. */
async function insertForeign(
  { sql }: TestDatabase,
  messages: readonly string[],
  prefix = "foreign",
): Promise<void> {
  await sql`
    INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata)
    SELECT ${prefix}::text || '-' || lpad(n::text, 6, '0'), (now() AT TIME ZONE 'utc') - n * interval '1 second', 'etl', now() AT TIME ZONE 'utc', 1,
           CASE n % 2 WHEN 0 THEN 'failed' ELSE 'timeout' END, '[]', message, '{}'
      FROM unnest(${sql.array([...messages])}::text[]) WITH ORDINALITY AS given (message, n)`;
}

async function columns({ sql }: TestDatabase): Promise<readonly Columns[]> {
  return sql<Columns[]>`
    SELECT error_message, failure_signature::text AS failure_signature, failure_tokens::text[] AS failure_tokens,
           failure_group::text AS failure_group
      FROM execution_traces WHERE error_message IS NOT NULL ORDER BY trace_id`;
}

/** What stands in the columns of a message. */
function expected(message: string): Columns {
  const { signature, variable, group } = failureFeatures(message) ?? {};
  return {
    error_message: message,
    failure_signature: signature ?? null,
    failure_tokens: variable === undefined || variable.length === 0 ? null : variable,
    failure_group: group ?? null,
  };
}

function failedTrace(errorMessage: string) {
  const now = new Date();
  return {
    traceId: uuidV7(now.getTime()),
    skillName: "etl",
    startedAt: now,
    status: "running" as const,
    steps: [],
    metadata: {},
    errorMessage,
  };
}

describe("maintain, of what failures are found by", () => {
  it("fills in what rows of other programs lack, and finds nothing to do the next time", async () => {
    const db = await migratedDatabase();
    await makeMonth(db, 1);
    const messages = [
      "Order 4711 not found",
      "not FOUND order 12",
      "disk full",
      "",
      `{"a",NULL} \\ '1'`,
      "\u2028 naïve\u00a0x9",
    ];
    await insertForeign(db, messages);
    expect(await maintain(db.url, { dryRun: true })).toMatchObject({
      failuresFilled: 6,
      signaturesPacked: 0,
    });
    expect((await columns(db)).every((row) => row.failure_signature === null)).toBe(true);
    expect(await maintain(db.url)).toMatchObject({ failuresFilled: 6, signaturesPacked: 5 });
    expect(await columns(db)).toEqual(messages.map(expected));
    expect(await maintain(db.url)).toMatchObject({ failuresFilled: 0, signaturesPacked: 0 });
  });

  it("leaves rows alone that are no failures", async () => {
    const db = await migratedDatabase();
    await db.sql`
      INSERT INTO execution_traces (trace_id, skill_name, status, error_message)
      VALUES ('a', 'x', 'success', 'fine'), ('b', 'x', 'failed', NULL), ('c', 'x', NULL, 'why')`;
    expect(await maintain(db.url)).toMatchObject({ failuresFilled: 0 });
  });

  it("fills in what an application's own transaction stored; our own rows have it from the first", async () => {
    const db = await migratedDatabase();
    await using storage = new TraceStorage(db.url);
    await storage.finalizeTrace(failedTrace("Order 1 not found"), "failed");
    expect(await columns(db)).toEqual([expected("Order 1 not found")]);
    const client = postgres(db.url, { max: 1 });
    onTestFinished(() => client.end());
    await drizzle(client).transaction((tx) =>
      storage.finalizeTrace(failedTrace("Order 2 not found"), "failed", { tx }).then(() => {}),
    );
    expect((await columns(db))[1]).toMatchObject({ failure_signature: null });
    expect(await maintain(db.url)).toMatchObject({ failuresFilled: 1, signaturesPacked: 1 });
    expect(await columns(db)).toEqual([expected("Order 1 not found"), expected("Order 2 not found")]);
  });

  it("goes on past messages that are too long, and rows that somebody has locked", async () => {
    const db = await migratedDatabase();
    await makeMonth(db, 1);
    const long = "x ".repeat(2 ** 20);
    const many = Array.from({ length: 20_001 }, (_, index) => `w${index}`).join(" ");
    const short = Array.from({ length: 1250 }, (_, index) => `message ${index}`);
    await insertForeign(db, [long, many, ...short]);
    await db.sql.begin(async (tx) => {
      await tx`SELECT 1 FROM execution_traces WHERE error_message = 'message 7' FOR UPDATE`;
      expect(await maintain(db.url)).toMatchObject({ failuresFilled: 1249, signaturesPacked: 1 });
    });
    expect(await maintain(db.url)).toMatchObject({ failuresFilled: 1, signaturesPacked: 0 });
    expect((await maintain(db.url, { dryRun: true })).failuresFilled).toBe(2);
  });

  it("packs signatures so that counting their postings gives what comparing them would", async () => {
    const db = await migratedDatabase();
    await makeMonth(db, 1);
    const words = ["disk", "full", "order", "not", "found", "no", "such", "file"];
    const message = (index: number) => words.filter((_, bit) => ((index >> bit) & 1) === 1).join(" ");
    const messages = Array.from({ length: 2 ** words.length }, (_, index) => message(index));
    await insertForeign(db, messages.slice(0, 100));
    await maintain(db.url);
    await insertForeign(db, messages.slice(100), "later");
    expect(await maintain(db.url)).toMatchObject({ signaturesPacked: messages.length - 100 });
    const question = ["disk", "full", "no", "thing"];
    const postings = await db.sql<{ size: number; block: number; places: string }[]>`
      SELECT size, block, encode(places, 'base64') AS places FROM steptrace_postings
       WHERE token = ANY(${db.sql.array(question.map(hashText))}::text[]::bigint[])`;
    const known = await db.sql<{ size: number; number: number; signature: string }[]>`
      SELECT size, number, signature::text AS signature FROM steptrace_signatures`;
    const bySignature = new Map(messages.map((text) => [failureFeatures(text)?.signature, tokenize(text)]));
    const counted = new Map(
      countShared(postings).flatMap(({ size, shared, numbers }) =>
        numbers.map((number) => [`${size} ${number}`, shared] as const),
      ),
    );
    expect(known).toHaveLength(messages.length);
    for (const { size, number, signature } of known) {
      const shared = question.filter((word) => bySignature.get(signature)?.has(word)).length;
      expect(counted.get(`${size} ${number}`) ?? 0).toBe(shared);
    }
  });
});
