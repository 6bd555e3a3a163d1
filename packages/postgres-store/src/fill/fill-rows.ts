import { type SQL, sql } from "drizzle-orm";
import { timestampText } from "../database/read-columns.js";
import { textArray } from "../database/text-array.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import type { TracesTable } from "../schema/execution-traces.js";

/** Rows that are locked together, for some milliseconds. */
const BATCH = 500;

/** A row that lacks what it is found by. */
export interface UnfilledRow {
  readonly trace_id: string;
  readonly started_at: string;
  /** By which it is known whether the row has changed since. */
  readonly version: string;
}

/** A column that is filled in. */
interface FilledColumn<F> {
  readonly name: string;
  readonly type: "bigint" | "bigint[]";
  /** As text. */
  readonly textOf: (features: F) => string | null;
}

/** What rows are found by, and how they come to it. */
export interface Filling<R, F> {
  readonly table: TracesTable;
  /** Which rows lack it. */
  readonly condition: SQL;
  /** The columns that it is made of. */
  readonly reads: SQL;
  /** `undefined` for a row that is left as it is. */
  readonly featuresOf: (row: R) => F | undefined;
  /** The columns that it stands in. */
  readonly columns: readonly FilledColumn<F>[];
  /** Adds the signatures that are new. */
  readonly insertSignatures: (features: readonly F[]) => SQL;
}

interface FilledRow<F> extends UnfilledRow {
  readonly features: F;
}

/**
 * Fills in what rows are found by, where they lack it: those of other writers, of an application's own transactions, or
 * older than the columns. A few rows at a time, and none that somebody else has locked or has just changed: these are
 * left to the next run, and nobody waits for anybody.
 *
 * @returns how many rows were filled in
 */
export async function fillRows<R extends UnfilledRow, F>(
  run: RunStatement,
  filling: Filling<R, F>,
): Promise<number> {
  let filled = 0;
  let after: R | undefined;
  do {
    const page: readonly R[] = await run<R>(selectUnfilled(filling, after));
    const rows = page.flatMap((row): readonly FilledRow<F>[] => {
      const features = filling.featuresOf(row);
      const { trace_id, started_at, version } = row;
      return features === undefined ? [] : [{ trace_id, started_at, version, features }];
    });
    if (rows.length > 0) {
      const [answer] = await run<{ readonly filled: number }>(updateFilled(filling, rows));
      filled += answer?.filled ?? 0;
    }
    after = page.length < BATCH ? undefined : page.at(-1);
  } while (after !== undefined);
  return filled;
}

/** How many rows lack what they are found by. */
export async function countUnfilled(run: RunStatement, table: TracesTable, condition: SQL): Promise<number> {
  const [row] = await run<{ readonly rows: number }>(
    sql`SELECT count(*)::float8 AS rows FROM ${table} WHERE ${condition}`,
  );
  return row?.rows ?? 0;
}

function selectUnfilled<R extends UnfilledRow, F>(
  { table, condition, reads }: Filling<R, F>,
  after: R | undefined,
): SQL {
  const moment = sql`${after?.started_at}::text::timestamp`;
  const place =
    after === undefined
      ? sql``
      : sql`AND started_at <= ${moment} AND (started_at, trace_id) < (${moment}, ${after.trace_id})`;
  return sql`
    SELECT trace_id, ${timestampText(sql`started_at`)} AS started_at, xmin::text AS version, ${reads}
      FROM ${table} WHERE ${condition} ${place}
     ORDER BY ${table.startedAt} DESC, ${table.traceId} DESC LIMIT ${sql.raw(String(BATCH))}`;
}

function updateFilled<R, F>(filling: Filling<R, F>, rows: readonly FilledRow<F>[]): SQL {
  const { table, columns } = filling;
  const column = (values: readonly (string | null)[]): SQL => sql`${textArray(values)}::text::text[]`;
  const times = rows.map((row) => row.started_at);
  const features = rows.map((row) => row.features);
  const names = sql.raw(columns.map(({ name }) => name).join(", "));
  const values = columns.map(({ textOf }) => sql`, ${column(features.map(textOf))}`);
  const set = sql.raw(columns.map(({ name, type }) => `${name} = free.${name}::${type}`).join(", "));
  return sql`
    WITH given AS (
      SELECT * FROM unnest(${column(rows.map((row) => row.trace_id))}, ${column(times)},
                           ${column(rows.map((row) => row.version))}${sql.join(values)}) AS given (id, moment, version, ${names})),
    free AS MATERIALIZED (
      SELECT trace_id, started_at, ${sql.raw(columns.map(({ name }) => `given.${name}`).join(", "))}
        FROM given JOIN ${table} AS stored ON trace_id = id AND started_at = moment::timestamp
       WHERE started_at BETWEEN ${times.at(-1)}::text::timestamp AND ${times[0]}::text::timestamp
         AND stored.xmin::text = version
         FOR NO KEY UPDATE OF stored SKIP LOCKED),
    filled AS (
      UPDATE ${table} AS stored
         SET ${set}
        FROM free
       WHERE stored.trace_id = free.trace_id AND stored.started_at = free.started_at
         AND stored.started_at BETWEEN ${times.at(-1)}::text::timestamp AND ${times[0]}::text::timestamp
      RETURNING 1),
    new_signatures AS (${filling.insertSignatures(features)})
    SELECT count(*)::integer AS filled FROM filled`;
}
