import {
  DEFAULT_MIN_SIMILARITY,
  type Explanation,
  explain,
  type FailureCandidate,
  InvalidArgumentError,
  requireLimit,
  SimilarFailures,
  tokenize,
} from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { requireSkillName } from "./require-skill-name.js";
import { type FailureRow, selectFailures } from "./select-failures.js";
import { requireBounds, type TimeBounds } from "./time-range.js";
import { type TraceSummary, toSummary } from "./trace-summary.js";

const DEFAULT_LIMIT = 10;
/** A megabyte of ordinary messages at a time, whatever the history holds. */
const PAGE_SIZE = 5000;

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

/** A failure as it is scored, with what the answer says of it. */
interface Candidate extends FailureCandidate {
  readonly summary: TraceSummary;
}

/**
 * The failures most similar to a message, exact over all failures in range: by score, then newest first.
 *
 * @param pageSize failures that are read at a time
 * @see the specification, `find_similar_failures`
 */
export async function findSimilarFailures(
  database: Database,
  errorPattern: string,
  options: FindSimilarOptions,
  pageSize: number = PAGE_SIZE,
): Promise<readonly SimilarFailure[]> {
  const ranking = new SimilarFailures<Candidate>(
    requireMessage(errorPattern),
    requireLimit(options.limit ?? DEFAULT_LIMIT),
    requireSimilarity(options.minSimilarity ?? DEFAULT_MIN_SIMILARITY),
  );
  const skillName = options.skillName === undefined ? undefined : requireSkillName(options.skillName);
  const bounds = requireBounds(options);
  if (ranking.isEmpty) return [];
  for await (const row of readFailures(database, skillName, bounds, pageSize)) {
    ranking.offer({
      traceId: row.trace_id,
      startedAt: row.started_at,
      errorMessage: row.error_message,
      summary: toSummary(row),
    });
  }
  const question = tokenize(errorPattern);
  return ranking.best().map(({ failure: { summary, errorMessage }, similarityScore }) => ({
    ...summary,
    errorMessage,
    similarityScore,
    ...explain(question, tokenize(errorMessage)),
  }));
}

async function* readFailures(
  database: Database,
  skillName: string | undefined,
  bounds: TimeBounds,
  pageSize: number,
): AsyncIterable<FailureRow> {
  let after: FailureRow | undefined;
  do {
    const statement = selectFailures(database, skillName, bounds, after, pageSize);
    const page: readonly FailureRow[] = await database.rows<FailureRow>("Searching failures", statement);
    yield* page;
    after = page.length < pageSize ? undefined : page.at(-1);
  } while (after !== undefined);
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
