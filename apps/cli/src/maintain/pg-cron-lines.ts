import type { CronOptions } from "./cron-lines.js";

const DEFAULT_AHEAD = 3;
const THIS_MONTH = "date_trunc('month', now() AT TIME ZONE 'utc')";

/**
 * What of the maintenance SQL alone can do, as jobs of pg_cron. A job runs in a transaction as soon as it has to look
 * which months there are, and DETACH PARTITION CONCURRENTLY cannot.
 */
export function pgCronLines(
  schedule: string,
  schema: string | undefined,
  { ahead = DEFAULT_AHEAD, keep, keepFailures = keep }: CronOptions,
): readonly string[] {
  const table = `${schema === undefined ? "" : `${identifier(schema)}.`}execution_traces`;
  return [
    "-- pg_cron, where nothing else can run steptrace maintain: it does less, in SQL alone. It makes months ahead, and",
    ...(keepFailures === undefined
      ? ["-- has the table analysed."]
      : [
          "-- drops months with a lock on the whole table, which inserts wait behind for a tenth of a second at most; where it",
          "-- does not get that lock, the month goes another night. It empties no default partition, and finishes nothing.",
        ]),
    ...(keepFailures === keep
      ? []
      : [
          `-- It cannot keep failures alone: months stay whole until failures go, after ${keepFailures} months.`,
        ]),
    "-- It fills in no columns: `steptrace similar` compares the rows of other programs one by one.",
    ...job("steptrace-ahead", schedule, makeAhead(table, ahead)),
    ...(keepFailures === undefined ? [] : job("steptrace-drop", schedule, dropOld(table, keepFailures))),
    ...job("steptrace-analyze", schedule, [`ANALYZE ${table}`]),
  ];
}

function job(name: string, schedule: string, lines: readonly string[]): readonly string[] {
  const [first = "", ...others] = lines;
  const body = [`$job$${first}`, ...others].join("\n");
  return `SELECT cron.schedule('${name}', '${schedule}', ${body}$job$);`.split("\n");
}

function makeAhead(table: string, ahead: number): readonly string[] {
  return [
    "DO $do$",
    "DECLARE",
    `  parent CONSTANT regclass := ${literal(table)};`,
    "  space CONSTANT name := (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = parent);",
    "  beginning timestamp;",
    "  name text;",
    "BEGIN",
    "  SET LOCAL lock_timeout = '100ms';",
    `  FOR beginning IN SELECT ${THIS_MONTH} + n * interval '1 month' FROM generate_series(0, ${ahead}) n LOOP`,
    "    name := 'execution_traces_' || to_char(beginning, 'YYYY_MM');",
    "    CONTINUE WHEN to_regclass(format('%I.%I', space, name)) IS NOT NULL;",
    "    EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY EXCLUDING STATISTICS)', space, name, parent);",
    "    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)', parent, space, name, beginning, beginning + interval '1 month');",
    "  END LOOP;",
    "END $do$",
  ];
}

/** By bounds, of one month each, as `maintain` does. */
function dropOld(table: string, keep: number): readonly string[] {
  return [
    "DO $do$",
    "DECLARE",
    "  old regclass;",
    "BEGIN",
    "  SET LOCAL lock_timeout = '100ms';",
    "  FOR old IN",
    "    SELECT c.oid FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid,",
    "           LATERAL regexp_match(pg_get_expr(c.relpartbound, c.oid), $re$FROM \\('([^']+)'\\) TO \\('([^']+)'\\)$re$) AS bound",
    `     WHERE i.inhparent = ${literal(table)}::regclass`,
    "       AND date_trunc('month', bound[1]::timestamp) = bound[1]::timestamp",
    "       AND bound[1]::timestamp + interval '1 month' = bound[2]::timestamp",
    `       AND bound[2]::timestamp <= ${THIS_MONTH} - interval '${keep} months'`,
    "  LOOP",
    "    EXECUTE format('DROP TABLE %s', old);",
    "  END LOOP;",
    "END $do$",
  ];
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
