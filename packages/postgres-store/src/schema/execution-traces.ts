import { sql } from "drizzle-orm";
import { check, index, integer, PgSchema, pgTable, primaryKey, text, varchar } from "drizzle-orm/pg-core";
import { jsonText, utcTimestamp } from "./column-types.js";

/** The table's name, and the beginning of its partitions' names. */
export const TRACES_TABLE = "execution_traces";

/** The statuses whose rows are failures, when they have a message. */
const isFailure = sql.raw("status IN ('failed', 'timeout') AND error_message IS NOT NULL");

/**
 * The specification's table, column for column, and after it our own nullable columns and indexes. Drizzle cannot say
 * PARTITION BY: the migrations do, and a test holds both to each other.
 *
 * @param schema the PostgreSQL schema; without one, the connection's search path decides
 */
export function tracesTable(schema: string | undefined) {
  // By the class: Drizzle's function refuses "public", which a search path need not hold.
  const define = (schema === undefined ? pgTable : new PgSchema(schema).table) as typeof pgTable;
  return define(
    TRACES_TABLE,
    {
      traceId: varchar("trace_id", { length: 255 }).notNull(),
      startedAt: utcTimestamp("started_at").notNull().default(sql`(now() AT TIME ZONE 'utc')`),
      skillName: varchar("skill_name", { length: 255 }).notNull(),
      completedAt: utcTimestamp("completed_at"),
      totalDurationMs: integer("total_duration_ms"),
      status: varchar("status", { length: 50 }),
      steps: jsonText("steps").default(sql`'[]'`),
      errorMessage: text("error_message"),
      metadata: jsonText("metadata").default(sql`'{}'`),
      executionId: varchar("execution_id", { length: 255 }),
    },
    (table) => [
      primaryKey({ columns: [table.traceId, table.startedAt] }),
      check("execution_traces_status_check", sql`status IN ('running', 'success', 'failed', 'timeout')`),
      index("execution_traces_skill_started_idx").on(
        table.skillName,
        table.startedAt.desc(),
        table.traceId.desc(),
      ),
      index("execution_traces_started_idx").on(table.startedAt.desc(), table.traceId.desc()),
      index("execution_traces_failure_idx").on(table.startedAt.desc(), table.traceId.desc()).where(isFailure),
      index("execution_traces_execution_idx")
        .on(table.executionId, table.startedAt.desc())
        .where(sql.raw("execution_id IS NOT NULL")),
    ],
  );
}

/** The table of a schema, as Drizzle knows it. */
export type TracesTable = ReturnType<typeof tracesTable>;

/** For drizzle-kit, which compares it with the migrations. */
export const executionTraces: TracesTable = tracesTable(undefined);
