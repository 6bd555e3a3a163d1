import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { hashArray } from "../literals.js";
import { literalMoment, startedWithin, type TimeBounds } from "../time-range.js";
import type { Question } from "./question.js";

/** What is under way, for the message of a failure. */
export const SEARCHING = "Searching failures";

/** What is looked for, and among what. */
export interface SimilarSearch {
  readonly question: Question;
  readonly limit: number;
  readonly minSimilarity: number;
  readonly skillName: string | undefined;
  readonly bounds: TimeBounds;
  /** By which the newest months are told. */
  readonly now: Date;
}

/** Where failures are looked for. */
export type FailureSource = Pick<Database, "table" | "signatures" | "postings">;

/** A failure that may be in the answer, and its score as the database counts it. */
export interface FoundKey {
  readonly trace_id: string;
  readonly started_at: string;
  readonly score: number;
}

/** Runs a statement of a search. Planned for its values: a word is in one failure, or in every second one. */
export function searchRows<R>(database: Database, statement: SQL): Promise<readonly R[]> {
  return database.rows<R>(SEARCHING, statement, "by values");
}

/** That a row is of the skill and the time that are asked for. */
export function withinSearch({ skillName, bounds }: SimilarSearch): SQL {
  const skill = skillName === undefined ? sql`` : sql`AND skill_name = ${skillName}`;
  return sql`${startedWithin(bounds, literalMoment)} ${skill}`;
}

/** Newest first, and the rest by bytes, as JavaScript compares them, whatever the collation of the column. */
export const NEWEST_FIRST: SQL = sql`started_at DESC, trace_id COLLATE "C" DESC`;

/** How many of the hashes of an array column are among those given. */
export function countAmong(column: SQL, hashes: readonly string[]): SQL {
  if (hashes.length === 0) return sql`0`;
  return sql`(SELECT count(*)::integer FROM unnest(${column}) AS word WHERE word = ANY(${hashArray(hashes)}))`;
}
