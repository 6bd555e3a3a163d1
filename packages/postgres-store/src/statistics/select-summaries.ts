import { BUCKET_STARTS, MOST_DURATION, type Period } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { textArray } from "../database/text-array.js";

const MOST = sql.raw(String(MOST_DURATION));
const STARTS = textArray(BUCKET_STARTS);

/** What to count. */
export interface SummaryChoice {
  /** By what periods. */
  readonly period: Period;
  /** Whether also the steps. */
  readonly withSteps: boolean;
}

/**
 * Traces counted by skill and period, in the form in which statistics are stored, as `Summary` of `@steptrace/core`
 * reads it: in `traces` and `steps`. Buckets are found among whole numbers, and so are the same as there.
 *
 * @param source the name of a part of the statement: finalized traces, with `skill_name`, `started_at`, `status`,
 *   `total_duration_ms`, and `steps` where these are counted
 */
export function selectSummaries(source: SQL, { period, withSteps }: SummaryChoice): SQL {
  const start = sql.raw(`date_trunc('${period}', started_at)`);
  const ofTraces = sql`
    SELECT skill_name, period_start, ${tally()} AS traces
      FROM (SELECT skill_name, period_start, ${bucket()} AS bucket, ${counts(sql`status <> 'success'`, sql`status = 'timeout'`)}
              FROM (SELECT skill_name, ${start} AS period_start, status,
                           CASE WHEN total_duration_ms IS NOT NULL
                                THEN least(greatest(total_duration_ms, 0), ${MOST})::bigint END AS duration
                      FROM ${source}) AS timed
             GROUP BY 1, 2, 3) AS bucketed
     GROUP BY 1, 2`;
  if (!withSteps)
    return sql`SELECT skill_name, period_start, traces, NULL::json AS steps FROM (${ofTraces}) AS of_traces`;
  // Not joined: of a part of a statement the planner knows nothing, and would count the steps anew for each period.
  return sql`
    SELECT skill_name, period_start, (array_agg(traces) FILTER (WHERE traces IS NOT NULL))[1] AS traces,
           coalesce((array_agg(steps) FILTER (WHERE steps IS NOT NULL))[1], '[]') AS steps
      FROM (SELECT skill_name, period_start, traces, NULL::json AS steps FROM (${ofTraces}) AS of_traces
             UNION ALL
            SELECT skill_name, period_start, NULL, steps FROM (${stepSummaries(source, start)}) AS of_steps) AS both_parts
     GROUP BY 1, 2`;
}

function stepSummaries(source: SQL, start: SQL): SQL {
  return sql`
    SELECT skill_name, period_start, json_agg(json_build_array(name, tally) ORDER BY name) AS steps
      FROM (SELECT skill_name, period_start, name, ${tally()} AS tally
              FROM (SELECT skill_name, period_start, name, ${bucket()} AS bucket, ${counts(sql`is_failed`, sql`false`)}
                      FROM (SELECT skill_name, ${start} AS period_start, ${stepColumns()}
                              FROM ${source}
                             CROSS JOIN LATERAL jsonb_array_elements(
                                     CASE WHEN jsonb_typeof(steps) = 'array' THEN steps ELSE '[]' END) AS step
                             WHERE jsonb_typeof(step) = 'object') AS timed
                     GROUP BY 1, 2, 3, 4) AS bucketed
             GROUP BY 1, 2, 3) AS of_step
     GROUP BY 1, 2`;
}

/** Rows of other writers are read as far as they go, as `decodeTrace` does. */
function stepColumns(): SQL {
  const number = (key: string): SQL => sql.raw(`jsonb_typeof(step -> '${key}') = 'number'`);
  return sql`
    CASE WHEN jsonb_typeof(step -> 'name') = 'string' THEN step ->> 'name' ELSE '' END AS name,
    coalesce(step -> 'status' <> '"success"', false) AS is_failed,
    least(greatest(round(CASE WHEN ${number("duration_us")} THEN (step -> 'duration_us')::numeric
                              WHEN ${number("duration_ms")} THEN (step -> 'duration_ms')::numeric * 1000
                              ELSE 0 END), 0), ${MOST})::bigint AS duration`;
}

/** The array of starts is read once, and not for each row. */
function bucket(): SQL {
  return sql`width_bucket(duration::float8, (SELECT ${STARTS}::text::float8[]))`;
}

function counts(isFailure: SQL, isTimeout: SQL): SQL {
  return sql`
    count(*) AS counted, count(duration) AS size, count(*) FILTER (WHERE ${isFailure}) AS failures,
    count(*) FILTER (WHERE ${isTimeout}) AS timeouts, sum(duration) AS sum, min(duration) AS min, max(duration) AS max`;
}

/** An `EncodedTally` of `@steptrace/core`. */
function tally(): SQL {
  const list = (column: string): SQL =>
    sql.raw(`coalesce(json_agg(${column} ORDER BY bucket) FILTER (WHERE bucket IS NOT NULL), '[]')`);
  return sql`
    json_build_array(sum(counted), sum(failures), sum(timeouts), coalesce(sum(sum), 0), min(min), max(max),
                     ${list("bucket")}, ${list("size")})`;
}
