import { type CountableRow, summarizeBatch } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { fixedStatement } from "../database/fixed-statement.js";
import type { TracesTable } from "../schema/execution-traces.js";
import type { StatisticsTable } from "../schema/trace-statistics.js";
import { insertSummaries } from "../statistics/insert-summaries.js";
import { type Derived, deriveFeatures, type FeatureTables } from "./derive-features.js";
import { manyRows, oneRow, ROW_COLUMNS, valuesOf } from "./row-sources.js";

/** Fewer rows of a skill and an hour are counted by maintenance: a row of statistics for them would cost more than it saves. */
const LEAST_COUNTED = 16;
const NOTHING: Derived = { columns: [], writes: [] };

/**
 * What happens where a row's id is in the table: the statement fails with SQLSTATE 23505, or the row that recovery wrote gives
 * way. To look out for such rows takes a fifth of the time of a row that is stored by itself: the server works out for each
 * index of its partition whether it is the one to look in.
 */
export type OnConflict = "fail" | "give way";

/**
 * A retry meets its own row and changes nothing. Only a row that recovery wrote in the owner's absence gives way: to the
 * owner's, and to that of a later recovery which knows more steps. Such a row is never counted.
 */
const GIVE_WAY = sql.raw(`
    ON CONFLICT (trace_id, started_at) DO UPDATE
       SET completed_at = excluded.completed_at, total_duration_ms = excluded.total_duration_ms,
           status = excluded.status, steps = excluded.steps, error_message = excluded.error_message,
           metadata = excluded.metadata, execution_id = excluded.execution_id,
           failure_signature = excluded.failure_signature, failure_tokens = excluded.failure_tokens,
           failure_group = excluded.failure_group, counted = excluded.counted,
           text_signature = excluded.text_signature, text_tokens = excluded.text_tokens
     WHERE stored.metadata @> '{"interrupted": true}'
       AND (NOT excluded.metadata @> '{"interrupted": true}'
            OR (excluded.completed_at >= stored.completed_at
                AND jsonb_array_length(excluded.steps) > jsonb_array_length(stored.steps)))`);

/** Where traces are stored, and what they are found by. */
export interface TraceTables {
  readonly table: TracesTable;
  /** Absent where the columns that traces are found by are left to maintenance. */
  readonly features: FeatureTables | undefined;
  /** Absent where counting is left to maintenance. */
  readonly statistics: StatisticsTable | undefined;
}

/** A statement that stores traces. */
export interface Insertion {
  readonly statement: SQL;
  /** To be called when it is committed. */
  readonly onStored: () => void;
}

/** Stores finalized traces of different ids, in one statement. Those that may be there already are not to be counted. */
export function insertTraces(
  { table, features, statistics }: TraceTables,
  rows: readonly CountableRow[],
  onConflict: OnConflict,
): Insertion {
  const parts: readonly Derived[] = [
    ...(features === undefined ? [] : [deriveFeatures(features, rows)]),
    ...(statistics === undefined ? [] : [deriveSummaries(statistics, rows)]),
  ];
  const columns = parts.flatMap((part) => part.columns);
  const writes = parts.flatMap((part) => part.writes);
  const names = columns.map(({ name }) => `, ${name}`).join("");
  const insert = (source: SQL): SQL => {
    const before = writes.length === 0 ? sql`` : sql`WITH ${sql.join(writes, sql`, `)}`;
    const conflict = onConflict === "fail" ? sql`` : GIVE_WAY;
    return sql`${before} INSERT INTO ${table} AS stored (${sql.raw(ROW_COLUMNS + names)}) ${source} ${conflict}`;
  };
  const [row, second] = rows;
  const isOne = row !== undefined && second === undefined;
  return {
    statement:
      isOne && writes.length === 0
        ? fixedStatement(table, onConflict + names, valuesOf(row, columns), (values) =>
            insert(oneRow(values, columns)),
          )
        : insert(isOne ? oneRow(valuesOf(row, columns), columns) : manyRows(rows, columns)),
    onStored: () => {
      for (const part of parts) part.onStored?.();
    },
  };
}

/** What statistics hold of the rows, and which of them. */
function deriveSummaries(statistics: StatisticsTable, rows: readonly CountableRow[]): Derived {
  if (rows.length < LEAST_COUNTED) return NOTHING;
  const { summaries, counted } = summarizeBatch(rows, LEAST_COUNTED);
  if (summaries.length === 0) return NOTHING;
  return {
    columns: [
      { name: "counted", type: "boolean", values: rows.map((row) => (counted.has(row) ? "true" : null)) },
    ],
    writes: [sql`new_statistics AS (${insertSummaries(statistics, summaries, "hour")})`],
  };
}
