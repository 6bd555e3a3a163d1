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
import { rowKey } from "../by-keys.js";
import { requireSkillName } from "../require-skill-name.js";
import { requireBounds } from "../time-range.js";
import { SUMMARY_COLUMNS, type SummaryRow, type TraceSummary, toSummary } from "../trace-summary.js";
import { findIndexed } from "./find-indexed.js";
import { toQuestion } from "./question.js";
import { readUnfilled } from "./read-unfilled.js";
import { selectFound, selectNewestOfAll } from "./select-failures.js";
import { type FoundKey, SEARCHING, type SimilarSearch, searchRows } from "./similar-search.js";

export const DEFAULT_LIMIT = 10;
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

/** A failure as a row; whoever has no message is none. */
interface FailureRow extends SummaryRow {
  readonly error_message: string;
}

/** A failure as it is scored, with what the answer says of it. */
interface Candidate extends FailureCandidate {
  readonly summary: TraceSummary;
}

/**
 * The failures most similar to a message, exact over all failures in range: by score, then newest first.
 *
 * @param now the months before it are searched first; the answer does not depend on it
 * @param pageSize failures that are read at a time
 * @see the specification, `find_similar_failures`
 */
export async function findSimilarFailures(
  database: Database,
  errorPattern: string,
  options: FindSimilarOptions,
  now: Date,
  pageSize: number = PAGE_SIZE,
): Promise<readonly SimilarFailure[]> {
  const question = toQuestion(requireMessage(errorPattern));
  const search: SimilarSearch = {
    question,
    limit: requireLimit(options.limit ?? DEFAULT_LIMIT),
    minSimilarity: requireSimilarity(options.minSimilarity ?? DEFAULT_MIN_SIMILARITY),
    skillName: options.skillName === undefined ? undefined : requireSkillName(options.skillName),
    bounds: requireBounds(options),
    now,
  };
  const ranking = new SimilarFailures<Candidate>(errorPattern, search.limit, search.minSimilarity);
  if (ranking.isEmpty) return [];
  for await (const row of readCandidates(database, search, pageSize)) {
    ranking.offer({
      traceId: row.trace_id,
      startedAt: row.started_at,
      errorMessage: row.error_message,
      summary: toSummary(row),
    });
  }
  return ranking.best().map(({ failure: { summary, errorMessage }, similarityScore }) => ({
    ...summary,
    errorMessage,
    similarityScore,
    ...explain(question.words, tokenize(errorMessage)),
  }));
}

/** All failures that can be in the answer, and others; none twice. */
async function* readCandidates(
  database: Database,
  search: SimilarSearch,
  pageSize: number,
): AsyncIterable<FailureRow> {
  const { skillName, bounds } = search;
  const columns = SUMMARY_COLUMNS;
  const unfilled = readUnfilled<FailureRow>(database, { columns, skillName, bounds, pageSize });
  // Mostly there are none, and then nothing is left to wait for.
  const [found, first] = await Promise.all([findIndexed(database, search), unfilled.next()]);
  const known = new Set<string>();
  for (const row of await readNamed(database, search, found)) {
    const key = rowKey(row);
    if (!known.has(key)) yield row;
    known.add(key);
  }
  const isNew = (row: FailureRow): boolean => !known.has(rowKey(row));
  if (first.done !== true) yield* first.value.filter(isNew);
  for await (const page of unfilled) yield* page.filter(isNew);
}

/** The failures that were found; and where what shares nothing with the question has a place, too, the newest. */
async function readNamed(
  database: Database,
  search: SimilarSearch,
  found: readonly FoundKey[],
): Promise<readonly FailureRow[]> {
  const rows =
    found.length === 0 ? [] : await database.rows<FailureRow>(SEARCHING, selectFound(database, found));
  if (search.minSimilarity > 0 || found.length >= search.limit) return rows;
  return [...rows, ...(await searchRows<FailureRow>(database, selectNewestOfAll(database, search)))];
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
