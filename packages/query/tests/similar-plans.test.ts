import { hashText } from "@steptrace/core";
import { type Database, maintainPartitions, openDatabase, TraceStorage } from "@steptrace/postgres-store";
import { explain, explainRun, PLAN_MODES, type TestDatabase } from "@steptrace/test-utils";
import { describe, expect, onTestFinished } from "vitest";
import { toQuestion } from "../src/similar/question.js";
import { selectSignatures } from "../src/similar/read-signatures.js";
import { selectFound } from "../src/similar/select-failures.js";
import { selectNewest } from "../src/similar/select-newest.js";
import { selectSharing } from "../src/similar/select-sharing.js";
import type { SimilarSearch } from "../src/similar/similar-search.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const MONTHS = ["2025-09", "2025-10", "2025-11", "2025-12"];
/** These statements are planned for their values, and never for their kind. */
const MODE = "force_custom_plan";
const WORDS = ["disk", "full", "order", "not", "found", "host", "refused", "timeout", "socket", "closed"];

const search: SimilarSearch = {
  question: toQuestion("order 4711 of host-12 not found"),
  limit: 10,
  minSimilarity: 0.3,
  skillName: undefined,
  bounds: { startDate: new Date("2025-10-20"), endDate: new Date("2025-11-10") },
  now: new Date("2025-11-10"),
};

/** Thousands of failures a month, of hundreds of signatures, each with two variable words. */
async function fill({ url, sql }: TestDatabase): Promise<Database> {
  const database = openDatabase(url);
  onTestFinished(() => database.close());
  const [row] = await sql`SELECT count(*)::int AS count FROM steptrace_postings`;
  if (row?.["count"] > 0) return database;
  await using storage = new TraceStorage(url);
  await makeMonths(storage, MONTHS);
  await leaveAlone(sql);
  for (const month of MONTHS) {
    await sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, status, error_message)
      SELECT gen_random_uuid()::text, ${`${month}-01`}::text::timestamp + n * interval '5 minutes', 'skill-' || n % 50, 'failed',
             (SELECT string_agg(word, ' ') FROM unnest(${sql.array(WORDS)}::text[]) WITH ORDINALITY AS given (word, bit)
               WHERE (n >> (bit::int - 1)) & 1 = 1) || ' ' || translate((n % 500)::text, '0123456789', 'abcdefghij') || ' ' || n || ' host-' || n % 97
        FROM generate_series(1, 8000) AS n`;
  }
  await maintainPartitions(database, { aheadMonths: 0, isDryRun: false, waitMs: 10_000, now: new Date() });
  await sql`ANALYZE`;
  return database;
}

/** What autovacuum does meanwhile changes what plans cost. */
async function leaveAlone(sql: TestDatabase["sql"]): Promise<void> {
  await sql.unsafe(`DO $$ DECLARE relation regclass; BEGIN
    FOR relation IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    LOOP EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', relation); END LOOP; END $$`);
}

const inRange = ["execution_traces_2025_10", "execution_traces_2025_11"];

describe("findSimilarFailures", () => {
  test("reads the signatures that share a word with the question by the postings of its words", async ({
    db,
  }) => {
    const plan = await explain(db, MODE, selectSignatures(await fill(db), search));
    expect(plan.relations).toEqual(["steptrace_postings", "steptrace_signatures"]);
    expect(plan.sequential).toEqual([]);
  });

  test("reads the newest failures of signatures by their index, of the months in range", async ({ db }) => {
    const classes = [{ size: 6, shared: 4, numbers: [0, 1, 2], signatures: [] }];
    const plan = await explain(db, MODE, selectNewest(await fill(db), search, classes, 10));
    expect(plan.relations.filter((name) => name.startsWith("execution_traces"))).toEqual(inRange);
    expect(plan.indexes).toContain("execution_traces_signature_idx");
    expect(plan.sequential.filter((name) => name.startsWith("execution_traces"))).toEqual([]);
  });

  test("reads failures that share variable words by the index of these, of the months in range", async ({
    db,
  }) => {
    const [order, host] = ["4711", "host-12"].map(hashText) as [string, string];
    for (const sets of [[[order]], [[order], [host]], [[order, host]]]) {
      const lookups = [{ sets, signatures: undefined }];
      const plan = await explain(db, MODE, selectSharing(await fill(db), search, lookups, 0.3));
      expect(plan.relations.filter((name) => name.startsWith("execution_traces"))).toEqual(inRange);
      expect(plan.indexes).toContain("execution_traces_token_idx");
      expect(plan.sequential.filter((name) => name.startsWith("execution_traces"))).toEqual([]);
    }
  });

  test("reads those of a signature that share a variable word by both", async ({ db }) => {
    const database = await fill(db);
    const [row] = await db.sql`SELECT signature FROM steptrace_signatures WHERE size = 7 LIMIT 1`;
    const lookups = [{ sets: [[hashText("host-12")]], signatures: [String(row?.["signature"])] }];
    const plan = await explain(db, MODE, selectSharing(database, search, lookups, 0.3));
    expect(plan.relations.filter((name) => name.startsWith("execution_traces"))).toEqual(inRange);
    expect(plan.sequential.filter((name) => name.startsWith("execution_traces"))).toEqual([]);
  });

  test("reads what it found by its keys, of the months that these are in", async ({ db }) => {
    const keys = ["a", "b"].map((trace_id) => ({
      trace_id,
      started_at: "2025-11-05T00:00:00.000000Z",
      score: 1,
    }));
    const statement = selectFound(await fill(db), keys);
    for (const mode of PLAN_MODES) {
      const plan = await explainRun(db, mode, statement);
      expect(plan.relations).toEqual(["execution_traces_2025_11"]);
      expect(plan.sequential).toEqual([]);
    }
  });
});
