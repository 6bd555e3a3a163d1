import { type FailureGroupsOptions, TraceQuery } from "@steptrace/query";
import { withServices } from "@steptrace/test-services";
import postgres, { type Sql } from "postgres";
import { latency } from "./latency.js";
import { type Figure, microseconds, report } from "./report.js";
import { realisticCorpus } from "./similar/corpora/realistic.js";
import { storeFailures } from "./similar/store-failures.js";

const DEFAULT_FAILURES = 1_000_000;
const QUESTIONS = 20;
const BY_HAND = 3;
const CORPUS_SEED = 42;
const DAY_MS = 86_400_000;
const MAX_WHOLE_US = 300_000;

/** What one would write by hand: words with a digit masked, whoever counts them. */
const GROUP_BY_HAND = `
  SELECT regexp_replace(error_message, '\\S*\\d\\S*', '<*>', 'g') AS template, count(*), min(started_at), max(started_at)
    FROM execution_traces WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL
   GROUP BY template ORDER BY count(*) DESC LIMIT 20`;

/** How long the groups of so many failures take to count; beside grouping masked messages in SQL. */
export async function benchGroups(failures: number = DEFAULT_FAILURES): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    await storeFailures(databaseUrl, realisticCorpus(CORPUS_SEED), failures, { trigrams: false });
    const query = new TraceQuery(databaseUrl);
    const sql = postgres(databaseUrl, { max: 1, fetch_types: false });
    try {
      await requireAll(query, failures);
      report(`failureGroups of ${failures.toLocaleString("en")} failures, P50`, await figures(query, sql));
    } finally {
      await query.close();
      await sql.end();
    }
  });
}

async function figures(query: TraceQuery, sql: Sql): Promise<readonly Figure[]> {
  const week = { startDate: new Date(Date.now() - 7 * DAY_MS) };
  const ask = (options: FailureGroupsOptions): Promise<number> =>
    latency(50, QUESTIONS, () => query.failureGroups(options));
  const whole = await ask({});
  const byHand = await latency(50, BY_HAND, () => sql.unsafe(GROUP_BY_HAND));
  const plain = (what: string, measuredUs: number): Figure => ({
    what,
    ours: microseconds(measuredUs),
    theirs: "",
    measured: microseconds(measuredUs),
    target: "",
  });
  return [
    {
      ...plain("all of them, beside masking them in SQL", whole),
      theirs: microseconds(byHand),
      target: `under ${microseconds(MAX_WHOLE_US)}`,
      isMet: whole < MAX_WHOLE_US,
    },
    plain("all of them, the newest group first", await ask({ orderBy: "firstSeen" })),
    plain("a week", await ask(week)),
    plain("a week of one skill", await ask({ ...week, skillName: "skill-7" })),
  ];
}

/** Every failure has to be in one group. */
async function requireAll(query: TraceQuery, failures: number): Promise<void> {
  const groups = await query.failureGroups({ limit: failures });
  const counted = groups.reduce((sum, { count }) => sum + count, 0);
  if (counted !== failures) throw new Error(`Expected ${failures} failures in groups, received ${counted}.`);
  console.log(`${groups.length.toLocaleString("en")} groups, which have all of them`);
}
