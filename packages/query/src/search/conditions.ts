import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import type { RowKey } from "../by-keys.js";
import { literalMoment, startedBefore, startedWithin, type TimeBounds } from "../time-range.js";
import type { SearchFilter } from "./search-filter.js";

/** What is under way, for the message of a failure. */
export const SEARCHING = "Searching traces";

/** What is looked for, and from where on. */
export interface Search {
  readonly filter: SearchFilter;
  /** The end of the page before; absent for the first page. */
  readonly after: RowKey | undefined;
  /** How many are to be found: one more than are handed out. */
  readonly count: number;
  readonly effort: Effort;
}

/** How a search goes about it; the answer does not depend on it. */
export interface Effort {
  /** The months before it are searched first. */
  readonly now: Date;
  /** Traces that are looked at, newest first, for each that is to be found: what one in so many has counts as common. */
  readonly depthFactor: number;
  readonly leastDepth: number;
  /** Signatures that are named in a statement; where more have the words, each trace's own is looked up. */
  readonly mostNamed: number;
  /** Traces that are compared at a time, where no index knows their words yet. */
  readonly pageSize: number;
}

/** Runs a statement of a search. Planned for its values: one is in a single trace, another in every second one. */
export function searchRows<R>(database: Database, statement: SQL): Promise<readonly R[]> {
  return database.rows<R>(SEARCHING, statement, "by values");
}

/** That a trace is of a part of the time that is searched, and comes after the page before. */
export function withinPage({ after }: Search, bounds: TimeBounds): SQL {
  const within = startedWithin(bounds, literalMoment);
  return after === undefined ? within : sql`${within} AND ${startedBefore(after, literalMoment)}`;
}

/**
 * What the filters say, words apart. By one of them an index has the traces newest first; of the rest, the traces that this one lets
 * pass are asked.
 */
export interface FilterConditions {
  readonly ordered: readonly SQL[];
  readonly rest: readonly SQL[];
}

export function conditionsOf(filter: SearchFilter): FilterConditions {
  const { executionId, skillName, status } = filter;
  const inOrder = [
    ...(executionId === undefined ? [] : [sql`execution_id = ${executionId}`]),
    ...(skillName === undefined ? [] : [sql`skill_name = ${skillName}`]),
    ...(status === undefined || status === "running" ? [] : [sql`status = ${status}`]),
  ];
  const [first, ...others] = inOrder;
  return { ordered: first === undefined ? [] : [first], rest: [...others, ...unordered(filter)] };
}

function unordered({ status, minDuration, maxDuration, metadata }: SearchFilter): readonly SQL[] {
  return [
    // A trace without a status reads as running.
    ...(status === "running" ? [sql`(status = 'running' OR status IS NULL)`] : []),
    ...(minDuration === undefined ? [] : [sql`total_duration_ms >= ${wholeNumber(Math.ceil(minDuration))}`]),
    ...(maxDuration === undefined ? [] : [sql`total_duration_ms <= ${wholeNumber(Math.floor(maxDuration))}`]),
    ...(metadata === undefined ? [] : [sql`metadata @> ${metadata}::text::jsonb`]),
  ];
}

function wholeNumber(value: number): SQL {
  return sql`${String(Math.min(value, Number.MAX_SAFE_INTEGER))}::text::bigint`;
}

/** All of them, or that there is none. */
export function all(conditions: readonly SQL[]): SQL {
  return sql.join([sql`true`, ...conditions], sql` AND `);
}
