import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { maintain } from "@steptrace/operations";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import postgres, { type Sql } from "postgres";
import { SKILLS } from "../fill-traces.js";
import { makeMonths } from "../make-months.js";
import { settle } from "../settle.js";
import type { Corpus } from "./corpora/corpus.js";

const YEAR_MS = 365 * 86_400_000;
const COPIED_TOGETHER = 1000;
/** Those of the specification: what steptrace adds to them is for `maintain` to fill in. */
const COLUMNS =
  "trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata";

/**
 * Stores failures as another program would, evenly over the last twelve months, and has `maintain` fill in what they are
 * found by. The database has to be empty.
 *
 * @param trigrams whether their trigrams are indexed too, where the server can
 */
export async function storeFailures(
  databaseUrl: string,
  corpus: Corpus,
  failures: number,
  { trigrams }: { readonly trigrams: boolean },
): Promise<void> {
  const amount = `${failures.toLocaleString("en")} ${corpus.name} failures`;
  await migrate(databaseUrl);
  await using storage = new TraceStorage(databaseUrl);
  await makeMonths(storage);
  const sql = postgres(databaseUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await timed(`${amount} stored`, () => copyFailures(sql, corpus, failures));
    await timed("maintain", async () => {
      const { failuresFilled, signaturesPacked } = await maintain(databaseUrl);
      return `${failuresFilled.toLocaleString("en")} filled in, ${signaturesPacked.toLocaleString("en")} signatures packed`;
    });
    if (trigrams) await timed("trigrams indexed", () => indexTrigrams(sql));
    await settle(sql);
  } finally {
    await sql.end();
  }
}

async function copyFailures(sql: Sql, corpus: Corpus, failures: number): Promise<undefined> {
  const stream = await sql.unsafe(`COPY execution_traces (${COLUMNS}) FROM STDIN`).writable();
  await pipeline(Readable.from(copyLines(corpus, failures, Date.now())), stream);
}

/** The newest first, many at a time. */
function* copyLines(corpus: Corpus, failures: number, newest: number): Iterable<string> {
  let lines: string[] = [];
  for (let index = 0; index < failures; index += 1) {
    const startedAt = new Date(newest - (index * YEAR_MS) / failures).toISOString();
    const skill = `skill-${index % SKILLS}`;
    const message = corpus.messageAt(index);
    lines.push(`failure-${index}\t${startedAt}\t${skill}\t${startedAt}\t1\tfailed\t[]\t${message}\t{}\n`);
    if (lines.length < COPIED_TOGETHER && index < failures - 1) continue;
    yield lines.join("");
    lines = [];
  }
}

async function indexTrigrams(sql: Sql): Promise<string | undefined> {
  const [extension] = await sql`SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'`;
  if (extension === undefined) return "skipped, for the server has no pg_trgm";
  await sql`CREATE EXTENSION pg_trgm`;
  await sql`CREATE INDEX ON execution_traces USING gin (error_message gin_trgm_ops)`;
  return undefined;
}

/** Says how long something took, and what it resolves to. */
async function timed(what: string, act: () => Promise<string | undefined>): Promise<void> {
  const started = performance.now();
  const said = await act();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${what} in ${seconds} s${said === undefined ? "" : `: ${said}`}`);
}
