import { PGlite } from "@electric-sql/pglite";
import { InvalidArgumentError, InvalidStatusError, type TraceStatus, uuidV7 } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { describe, expect, onTestFinished } from "vitest";
import { type SearchTracesOptions, TraceQuery } from "../src/index.js";
import { queryTest as test } from "./support/query-test.js";

const HOSTILE = [
  "{a,b}",
  '"',
  "\\",
  "NULL",
  "'; DROP TABLE execution_traces; --",
  "$1",
  "%",
  "👍🏽",
  "ﷺ",
  "e\u0301",
  "İ",
  "__proto__",
];

/** Stores a trace a second, each with one of the texts in every place where one can be. */
async function storeTexts(storage: TraceStorage, texts: readonly string[]): Promise<readonly string[]> {
  const start = Date.parse("2025-11-16T12:00:00Z");
  const ids = texts.map((_, index) => uuidV7(start + index * 1000));
  for (const [index, text] of texts.entries()) {
    const traceId = ids[index] as string;
    const startedAt = new Date(start + index * 1000);
    const timestamp = `${startedAt.toISOString().slice(0, -1)}000Z`;
    await storage.finalizeTrace(
      {
        traceId,
        skillName: text,
        executionId: text,
        startedAt,
        status: "running",
        steps: [
          { name: `${text} 4711`, timestamp, durationMs: index, durationUs: index * 1000, status: "failed" },
        ],
        metadata: Object.fromEntries([[text, text]]),
      },
      "failed",
      { errorMessage: `${text} failed` },
    );
  }
  return ids;
}

async function idsOf(query: TraceQuery, options: SearchTracesOptions): Promise<readonly string[]> {
  return (await query.searchTraces(options)).items.map(({ traceId }) => traceId);
}

/** What has each text finds the trace that has it, by whatever it is looked for. */
async function expectFound(storage: TraceStorage): Promise<void> {
  const ids = await storeTexts(storage, HOSTILE);
  const query = new TraceQuery(storage);
  for (const [index, text] of HOSTILE.entries()) {
    const only = [ids[index]];
    expect(await idsOf(query, { skillName: text })).toEqual(only);
    expect(await idsOf(query, { executionId: text })).toEqual(only);
    expect(await idsOf(query, { metadata: Object.fromEntries([[text, text]]) })).toEqual(only);
    expect(await idsOf(query, { text, skillName: text })).toEqual(only);
    expect(await idsOf(query, { text: `4711 FAILED ${text}` })).toEqual(only);
    expect(await idsOf(query, { text: `${text}x` })).toEqual([]);
    expect(await idsOf(query, { minDuration: index, maxDuration: index })).toEqual(only);
  }
  expect(await idsOf(query, { text: "failed 4711", status: "failed" })).toEqual(ids.toReversed());
}

describe("searchTraces", () => {
  test("takes any text as a text, in PostgreSQL", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    await expectFound(storage);
  });

  test("takes any text as a text, in PGlite", async () => {
    const pglite = await PGlite.create();
    onTestFinished(() => pglite.close());
    await migrate(pglite);
    await using storage = new TraceStorage(pglite);
    await expectFound(storage);
  });

  test("answers what nobody has with nothing", async ({ db }) => {
    await using query = new TraceQuery(db.url);
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    const many = Array.from({ length: 10_000 }, (_, index) => `w${index}`).join(" ");
    const nothing: readonly SearchTracesOptions[] = [
      { text: many },
      { text: many.replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] as string) },
      { text: "word ".repeat(210_000) },
      { text: Array.from({ length: 150_000 }, (_, index) => `w${index}`).join(" ") },
      { text: "a\u0000b" },
      { text: "\ud800" },
      { metadata: circular },
      { metadata: { big: 2n ** 70n, at: new Date(0), none: Number.NaN } },
      { metadata: { "a\u0000": "\ud800" } },
      { metadata: { a: { b: { c: [[]] } } } },
      { minDuration: 1e300 },
      { startDate: new Date("2999-01-01") },
      { startDate: new Date(8.64e15) },
      { endDate: new Date(-8.64e15) },
      { skillName: "no such skill", text: "x" },
      { limit: 0 },
    ];
    for (const options of nothing) expect(await query.searchTraces(options)).toEqual({ items: [] });
  });

  test("finds by the whole of what it contains, at its place", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    const [id] = await storeTexts(storage, ["contained"]);
    await db.sql`UPDATE execution_traces SET metadata = '{"a": {"b": [1, {"c": "x"}, "y"]}, "n": null}' WHERE trace_id = ${String(id)}`;
    const query = new TraceQuery(storage);
    const finds = async (metadata: Record<string, unknown>): Promise<boolean> =>
      (await idsOf(query, { metadata, skillName: "contained" })).length === 1;
    expect(await finds({})).toBe(true);
    expect(await finds({ a: {} })).toBe(true);
    expect(await finds({ a: { b: ["y", 1] }, n: null })).toBe(true);
    expect(await finds({ a: { b: [{ c: "x" }] } })).toBe(true);
    expect(await finds({ a: { b: [2] } })).toBe(false);
    expect(await finds({ b: [1] })).toBe(false);
    expect(await finds({ a: null })).toBe(false);
  });

  test.for<[string, unknown]>([
    ["an empty text", { text: "" }],
    ["a text of spaces", { text: " \n\t\u00a0" }],
    ["a text that is none", { text: 7 }],
    ["an empty skill name", { skillName: "" }],
    ["a skill name with NUL", { skillName: "a\u0000" }],
    ["an empty execution id", { executionId: "" }],
    ["metadata that is a list", { metadata: [1] }],
    ["metadata that is null", { metadata: null }],
    ["metadata that is a text", { metadata: "a" }],
    ["metadata of a megabyte", { metadata: { a: "x".repeat(2 ** 20) } }],
    ["a negative duration", { minDuration: -1 }],
    ["a duration that is no number", { maxDuration: Number.NaN }],
    ["an endless duration", { maxDuration: Number.POSITIVE_INFINITY }],
    ["a text as a duration", { minDuration: "1" }],
    ["a least duration over the most", { minDuration: 2, maxDuration: 1 }],
    ["a start after the end", { startDate: new Date(2), endDate: new Date(1) }],
    ["an invalid start", { startDate: new Date(Number.NaN) }],
    ["a negative limit", { limit: -1 }],
    ["half a limit", { limit: 0.5 }],
    ["an empty cursor", { cursor: "" }],
    ["a cursor of somebody else's", { cursor: "eyJwYWdlIjoyfQ" }],
    ["a cursor that is none", { cursor: 7 }],
  ])("refuses %s", async ([, options], { db }) => {
    await using query = new TraceQuery(db.url);
    await expect(query.searchTraces(options as SearchTracesOptions)).rejects.toThrow(InvalidArgumentError);
  });

  test("refuses an unknown status, and says which there are", async ({ db }) => {
    await using query = new TraceQuery(db.url);
    const search = query.searchTraces({ status: "done" as TraceStatus });
    await expect(search).rejects.toThrow(InvalidStatusError);
  });

  test("refuses a cursor with other filters; a range of time may move", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    await storeTexts(storage, ["first", "second", "third"]);
    const query = new TraceQuery(storage);
    const asked = { text: "failed 4711", startDate: new Date(0), limit: 1 };
    const { items, nextCursor: cursor = "" } = await query.searchTraces(asked);
    const next = await query.searchTraces({ ...asked, cursor, text: "4711  Failed", startDate: new Date(1) });
    expect(next.items[0]?.startedAt.getTime()).toBeLessThanOrEqual(Number(items[0]?.startedAt.getTime()));
    for (const other of [{ text: "failed" }, { status: "failed" as const }, { metadata: { a: 1 } }])
      await expect(query.searchTraces({ ...asked, ...other, cursor })).rejects.toThrow("the same filters");
  });
});
