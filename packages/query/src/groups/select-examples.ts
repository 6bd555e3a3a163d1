import { type Database, timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { type RowKey, selectByKeys } from "../by-keys.js";
import { hashArray } from "../literals.js";
import { NEWEST_FIRST } from "../similar/similar-search.js";
import { type GroupSearch, withinGroups } from "./group-search.js";
import { EXAMPLES } from "./newest-of.js";

const FAILED_NAMES = sql.raw(`'lax $[*] ? (@.status == "failed").name ? (@.type() == "string")'`);
/** Of one failure: it may have ten thousand. */
const MOST_STEPS = sql.raw("10");

/** One of the newest failures of a group. */
export interface ExampleRow extends RowKey {
  readonly group: string;
}

/** The newest failures of groups. The limit is a subquery: the planner is not to sort all of a group that it expects to be small. */
export function selectExamples(
  { table }: Pick<Database, "table">,
  search: GroupSearch,
  groups: readonly string[],
): SQL {
  return sql`
    SELECT wanted.failure_group::text AS "group", trace_id, ${timestampText(sql`started_at`)} AS started_at
      FROM unnest(${hashArray(groups)}) AS wanted (failure_group)
     CROSS JOIN LATERAL (
       SELECT trace_id, started_at FROM ${table}
        WHERE failure_group = wanted.failure_group AND ${withinGroups(search)}
        ORDER BY ${NEWEST_FIRST} LIMIT (SELECT ${EXAMPLES}::integer)) AS newest`;
}

/** A step that failed in a failure. */
export interface StepRow extends RowKey {
  readonly name: string;
}

/** The names of the steps that failed in those failures, each once for each; the first ones that failed. */
export function selectFailedSteps(source: Pick<Database, "table">, keys: readonly RowKey[]): SQL {
  const columns = sql`trace_id, ${timestampText(sql`started_at`)} AS started_at, steps`;
  return sql`
    SELECT found.trace_id, found.started_at, failed.name
      FROM (${selectByKeys(source, columns, keys)}) AS found
     CROSS JOIN LATERAL (
       SELECT name #>> '{}' AS name FROM jsonb_path_query(found.steps, ${FAILED_NAMES}) WITH ORDINALITY AS given (name, place)
        GROUP BY 1 ORDER BY min(place) LIMIT ${MOST_STEPS}) AS failed`;
}
