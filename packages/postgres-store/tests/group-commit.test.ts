import { type Trace, uuidV7 } from "@steptrace/core";
import type postgres from "postgres";
import { describe, expect, onTestFinished } from "vitest";
import { TraceStorage, type TraceStorageOptions } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";
import { rejection } from "./support/rejection.js";
import { sampleTrace } from "./support/sample-trace.js";
import { urlOfWriter } from "./support/url-of-writer.js";

function open(url: string, options: TraceStorageOptions = {}): TraceStorage {
  const storage = new TraceStorage(url, options);
  onTestFinished(() => storage.close());
  return storage;
}

const storeAll = (storage: TraceStorage, traces: readonly Trace[]): Promise<unknown> =>
  Promise.all(traces.map((trace) => storage.finalizeTrace(trace, "failed")));

describe("traces that are finalized together", () => {
  test("are each stored as it is, whatever its texts hold", async ({ db }) => {
    const storage = open(db.url);
    const texts = [
      "{a,b}",
      '"',
      "\\",
      "NULL",
      "null",
      "",
      " ",
      "\u001e",
      "\n\t\r",
      "{}",
      "'; DROP TABLE x; --",
      "🦔 é שלום",
    ];
    const traces = texts.flatMap((text) => [
      sampleTrace({
        skillName: `skill ${text}`,
        errorMessage: text,
        metadata: { [text]: text, list: [text] },
      }),
      sampleTrace({ executionId: `execution ${text}`, steps: [] }),
      sampleTrace({
        steps: sampleTrace().steps.map((step) => ({ ...step, name: `step ${text}`, attributes: { text } })),
      }),
    ]);
    await storeAll(storage, traces);
    for (const trace of traces)
      expect(await storage.getTrace(trace.traceId)).toMatchObject({ ...trace, status: "failed" });
    expect(storage.stats()).toMatchObject({ queued: 0, inFlight: 0, committed: traces.length, refused: 0 });
  });

  test("take few statements", async ({ db }) => {
    const storage = open(db.url);
    await storeAll(
      storage,
      Array.from({ length: 2000 }, () => sampleTrace()),
    );
    const transactions =
      await db.sql`SELECT count(DISTINCT xmin::text)::int AS transactions FROM execution_traces`;
    expect(transactions[0]?.["transactions"]).toBeLessThan(100);
  });

  test("meet rows that are there already, and each other, in one statement", async ({ db }) => {
    const storage = open(db.url);
    const traces = Array.from({ length: 20 }, () => sampleTrace());
    await storeAll(storage, traces.slice(0, 10));
    const twice = [...traces, ...traces];
    const results = await Promise.all(twice.map((trace) => storage.finalizeTrace(trace, "failed")));
    expect(results.map(({ traceId }) => traceId)).toEqual(twice.map(({ traceId }) => traceId));
    const other = await Promise.allSettled(traces.map((trace) => storage.finalizeTrace(trace, "success")));
    for (const result of other) expect(result).toMatchObject({ reason: { name: "TraceFinalizedError" } });
    expect(
      await db.sql`SELECT count(*)::int AS rows FROM execution_traces WHERE trace_id = ANY(${traces.map(({ traceId }) => traceId)})`,
    ).toEqual([{ rows: 20 }]);
  });

  test("get the months that they need, and keep apart where one cannot be made", async ({ db }) => {
    const writerUrl = await urlOfWriter(db);
    const owner = open(db.url);
    const monthly = Array.from({ length: 24 }, (_, month) =>
      sampleTrace({ startedAt: new Date(Date.UTC(2000, month, 15)) }),
    );
    await storeAll(owner, monthly);
    const storage = open(writerUrl);
    const possible = [
      ...Array.from({ length: 40 }, () => sampleTrace()),
      sampleTrace({ startedAt: new Date("2001-12-31") }),
    ];
    const impossible = Array.from({ length: 40 }, (_, day) =>
      sampleTrace({ startedAt: new Date(Date.UTC(1999, 0, 1 + day)) }),
    );
    const refusals = Promise.all(
      impossible.map((trace) => rejection(storage.finalizeTrace(trace, "failed"))),
    );
    await storeAll(storage, possible);
    for (const { reason, message } of await refusals) {
      expect(reason).toBe("permission");
      expect(message).toMatch(/There is no partition execution_traces_1999_0[12]/);
    }
  });
});

describe("a row that the database refuses", () => {
  test("takes no other with it", async ({ db }) => {
    await db.sql`ALTER TABLE execution_traces ADD CONSTRAINT no_poison CHECK (skill_name <> 'poison')`;
    onTestFinished(() => db.sql`ALTER TABLE execution_traces DROP CONSTRAINT no_poison`.then(() => {}));
    const storage = open(db.url);
    const calls = Array.from({ length: 300 }, (_, index) => {
      const isPoisoned = index % 50 === 7;
      const trace = sampleTrace(isPoisoned ? { skillName: "poison" } : {});
      const answer = storage.finalizeTrace(trace, "success");
      answer.catch(() => {});
      return { trace, isPoisoned, answer };
    });
    for (const { trace, isPoisoned, answer } of calls) {
      if (!isPoisoned) await expect(answer).resolves.toMatchObject({ traceId: trace.traceId });
      else await expect(answer).rejects.toMatchObject({ reason: "rejected", sqlState: "23514" });
      if (isPoisoned) await expect(answer).rejects.toThrow(`Storing trace '${trace.traceId}' failed at`);
    }
    expect(storage.stats()).toMatchObject({ committed: 294, refused: 6, retried: 0 });
  });

  test("that is locked by another transaction holds up no other", async ({ db }) => {
    const storage = open(db.url, { timeoutMs: 1000, retryForMs: 2000 });
    const locked = sampleTrace();
    await db.sql.begin(async (tx) => {
      await tx`INSERT INTO execution_traces (trace_id, started_at, skill_name)
               VALUES (${locked.traceId}, ${locked.startedAt.toISOString()}::text::timestamp, 'x')`;
      const waiting = rejection(storage.finalizeTrace(locked, "success"));
      await storeAll(
        storage,
        Array.from({ length: 100 }, () => sampleTrace()),
      );
      expect((await waiting).reason).toBe("timeout");
    });
  });
});

describe("a table that another transaction has locked", () => {
  test("makes every call settle in the time of few statements, and is written to as soon as it is free", async ({
    db,
  }) => {
    const storage = open(db.url, { timeoutMs: 500, retryForMs: 500 });
    const traces = Array.from({ length: 600 }, () => sampleTrace());
    await db.sql.begin(async (tx) => {
      await tx`LOCK TABLE execution_traces IN ACCESS EXCLUSIVE MODE`;
      const calls = traces.map((trace) => rejection(storage.finalizeTrace(trace, "failed")));
      for (const { reason } of await Promise.all(calls)) expect(reason).toBe("timeout");
    });
    await storeAll(storage, traces);
  });
});

describe("a server that cannot store at the moment", () => {
  const atEachInsert = (body: string): string => `
    CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$`;
  const refuseWith = async (sql: postgres.Sql, sqlState: string): Promise<() => Promise<void>> => {
    await sql.unsafe(
      atEachInsert(
        `RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '${sqlState}';`,
      ),
    );
    await sql.unsafe(`
      DROP TRIGGER IF EXISTS refuse ON execution_traces;
      CREATE TRIGGER refuse BEFORE INSERT ON execution_traces FOR EACH ROW EXECUTE FUNCTION refuse()`);
    // The trigger stays: to drop it takes locks on the table and its partitions, which inserts that are under way can
    // make a deadlock of.
    return async () => void (await sql.unsafe(atEachInsert("RETURN NEW;")));
  };

  test.for(["53100", "53200", "40001", "40P01", "57P03", "25006"])(
    "is tried again until it can: %s",
    async (sqlState, { db }) => {
      const heal = await refuseWith(db.sql, sqlState);
      onTestFinished(heal);
      const storage = open(db.url);
      const traces = Array.from({ length: 50 }, () => sampleTrace());
      const stored = storeAll(storage, traces);
      await expect.poll(() => storage.stats().retried).toBeGreaterThan(50);
      await heal();
      await stored;
      expect(storage.stats()).toMatchObject({ queued: 0, inFlight: 0, committed: 50, refused: 0 });
    },
  );

  test("makes callers know in the end, and knows them again", async ({ db }) => {
    const heal = await refuseWith(db.sql, "53100");
    onTestFinished(heal);
    const storage = open(db.url, { retryForMs: 300 });
    const traces = Array.from({ length: 50 }, () => sampleTrace());
    const errors = await Promise.all(
      traces.map((trace) => rejection(storage.finalizeTrace(trace, "failed"))),
    );
    for (const { reason, message } of errors) {
      expect(reason).toBe("unavailable");
      expect(message).toMatch(/No space left on device\. .* It was tried \d+ times\.$/);
    }
    expect(storage.stats()).toMatchObject({ queued: 0, inFlight: 0, committed: 0, refused: 50 });
    await heal();
    await storeAll(storage, traces);
  });
});

describe("many storages at the same time", () => {
  test("store the same traces once, in whatever order they come", async ({ db }) => {
    const storages = Array.from({ length: 6 }, () => open(db.url, { max: 3 }));
    const traces = Array.from({ length: 300 }, () => sampleTrace({ traceId: uuidV7(Date.now()) }));
    await Promise.all(
      storages.map((storage, turn) => storeAll(storage, turn % 2 === 0 ? traces : traces.toReversed())),
    );
    const ids = traces.map(({ traceId }) => traceId);
    expect(
      await db.sql`SELECT count(*)::int AS rows FROM execution_traces WHERE trace_id = ANY(${ids})`,
    ).toEqual([{ rows: 300 }]);
    for (const storage of storages) expect(storage.stats()).toMatchObject({ committed: 300, refused: 0 });
  });
});
