import {
  DEFAULT_MIN_SIMILARITY,
  type Explanation,
  explain,
  type FailureCandidate,
  InvalidArgumentError,
  requireDate,
  requireLimit,
  requireText,
  requireTimeRange,
  SimilarFailures,
  tokenize,
} from "@steptrace/core";
import { type Database, timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { startedWithin, type TimeBounds } from "./time-range.js";
import { SUMMARY_COLUMNS, type SummaryRow, type TraceSummary, toSummary } from "./trace-summary.js";

const DEFAULT_LIMIT = 10;
/** Failures that are read at a time: a few megabytes of messages, whatever the history holds. */
const PAGE = 5000;

export interface FindSimilarOptions {
  /** @default 10 */
  readonly limit?: number;
  /** The least score that counts, inclusive, from 0 to 1. @default 0.3 */
  readonly minSimilarity?: number;
  /** @default all skills */
  readonly skillName?: string;
  /** @default the beginning */
  readonly startDate?: Date;
  /** @default no end */
  readonly endDate?: Date;
}

/** A failure like the one asked for, with its score and why it has it. */
export interface SimilarFailure extends TraceSummary, Explanation {
  readonly errorMessage: string;
  /** Jaccard similarity of the words, |A∩B| / |A∪B|: exact, not rounded. */
  readonly similarityScore: number;
}

interface FailureRow {
  readonly trace_id: string;
  readonly started_at: string;
  readonly error_message: string;
}

/**
 * The failures most similar to a message, exact over all failures in range: by score, then newest first.
 *
 * @see the specification, `find_similar_failures`
 */
export async function findSimilarFailures(
  database: Database,
  errorPattern: string,
  options: FindSimilarOptions,
): Promise<readonly SimilarFailure[]> {
  const ranking = new SimilarFailures<FailureCandidate>(
    requireMessage(errorPattern),
    requireLimit(options.limit ?? DEFAULT_LIMIT),
    requireSimilarity(options.minSimilarity ?? DEFAULT_MIN_SIMILARITY),
  );
  if (options.skillName !== undefined) requireText("skillName", options.skillName);
  const bounds = requireBounds(options);
  if (ranking.isEmpty) return [];
  for await (const page of failurePages(database, options.skillName, bounds)) {
    for (const row of page) {
      ranking.offer({ traceId: row.trace_id, startedAt: row.started_at, errorMessage: row.error_message });
    }
  }
  const best = ranking.best();
  const summaries = await readSummaries(
    database,
    best.map(({ failure }) => failure),
  );
  const question = tokenize(errorPattern);
  return best.flatMap(({ failure, similarityScore }) => {
    const summary = summaries.get(keyOf(failure.traceId, failure.startedAt));
    // Gone since it was scored: its month was dropped.
    if (summary === undefined) return [];
    const { errorMessage } = failure;
    return [{ ...summary, errorMessage, similarityScore, ...explain(question, tokenize(errorMessage)) }];
  });
}

async function* failurePages(
  database: Database,
  skillName: string | undefined,
  bounds: TimeBounds,
): AsyncIterable<readonly FailureRow[]> {
  let after: FailureRow | undefined;
  do {
    const statement = selectFailures(database, skillName, bounds, after);
    const page: readonly FailureRow[] = await database.rows<FailureRow>("Searching failures", statement);
    yield page;
    after = page.length < PAGE ? undefined : page.at(-1);
  } while (after !== undefined);
}

/** Reads the partial index of failures, from the newest on, a page after the row where the last page ended. */
export function selectFailures(
  database: Database,
  skillName: string | undefined,
  bounds: TimeBounds,
  after: FailureRow | undefined,
): SQL {
  const skill = skillName === undefined ? sql`` : sql`AND skill_name = ${skillName}`;
  const place =
    after === undefined
      ? sql``
      : sql`AND (started_at, trace_id) < (${after.started_at}::text::timestamp, ${after.trace_id})`;
  return sql`
    SELECT trace_id, ${timestampText(sql`started_at`)} AS started_at, error_message FROM ${database.table}
     WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL
       AND ${startedWithin(bounds)} ${skill} ${place}
     ORDER BY ${database.table.startedAt} DESC, ${database.table.traceId} DESC
     LIMIT ${sql.raw(String(PAGE))}`;
}

async function readSummaries(
  database: Database,
  failures: readonly FailureCandidate[],
): Promise<ReadonlyMap<string, TraceSummary>> {
  const keys = JSON.stringify(
    failures.map(({ traceId, startedAt }) => ({ trace_id: traceId, started_at: startedAt })),
  );
  const rows = await database.rows<SummaryRow>(
    "Reading failures",
    sql`
      SELECT ${SUMMARY_COLUMNS} FROM ${database.table}
       WHERE (trace_id, started_at) IN (
         SELECT trace_id, started_at FROM jsonb_to_recordset(${keys}::text::jsonb) AS wanted (trace_id text, started_at timestamp))`,
  );
  return new Map(rows.map((row) => [keyOf(row.trace_id, row.started_at), toSummary(row)]));
}

function keyOf(traceId: string, startedAt: string): string {
  return `${startedAt} ${traceId}`;
}

/** Empty is allowed: it finds nothing. */
function requireMessage(errorPattern: unknown): string {
  if (typeof errorPattern !== "string")
    throw new InvalidArgumentError("errorPattern", "a string", errorPattern);
  return errorPattern;
}

function requireSimilarity(value: unknown): number {
  if (typeof value !== "number" || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError("minSimilarity", "a number from 0 to 1", value);
  }
  return value;
}

function requireBounds({ startDate, endDate }: FindSimilarOptions): TimeBounds {
  if (startDate !== undefined && endDate !== undefined) return requireTimeRange(startDate, endDate);
  return {
    startDate: startDate && requireDate("startDate", startDate),
    endDate: endDate && requireDate("endDate", endDate),
  };
}
