import { sql } from "drizzle-orm";
import { boolean, check, index, integer, primaryKey, text, varchar } from "drizzle-orm/pg-core";
import { bigintText, jsonText, utcTimestamp } from "./column-types.js";
import { tableDefiner } from "./table-definer.js";

/** The table's name, and the beginning of its partitions' names. */
export const TRACES_TABLE = "execution_traces";

/** The statuses whose rows are failures, when they have a message. */
const IS_FAILURE = "status IN ('failed', 'timeout') AND error_message IS NOT NULL";

/** The rows that lack what failures are found by. */
export const IS_UNFILLED: string = `${IS_FAILURE} AND failure_signature IS NULL`;

/** The rows that lack what they are found by in a search for words. */
export const IS_UNREAD = "text_signature IS NULL";

/**
 * The rows that statistics do not hold yet: of other writers, of an application's own transactions, of small batches, and those
 * that recovery wrote.
 */
export const IS_UNCOUNTED: string = "counted IS NULL AND status IN ('success', 'failed', 'timeout')";

/**
 * The specification's table, column for column, and after it our own nullable columns and indexes. Drizzle cannot say
 * PARTITION BY: the migrations do, and a test holds both to each other.
 *
 * @param schema the PostgreSQL schema; without one, the connection's search path decides
 */
export function tracesTable(schema: string | undefined) {
  return tableDefiner(schema)(
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
      failureSignature: bigintText("failure_signature"),
      failureTokens: bigintText("failure_tokens").array(),
      failureGroup: bigintText("failure_group"),
      counted: boolean("counted"),
      textSignature: bigintText("text_signature"),
      textTokens: bigintText("text_tokens").array(),
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
      index("execution_traces_failure_idx")
        .on(table.startedAt.desc(), table.traceId.desc())
        .where(sql.raw(IS_FAILURE)),
      index("execution_traces_execution_idx")
        .on(table.executionId, table.startedAt.desc())
        .where(sql.raw("execution_id IS NOT NULL")),
      index("execution_traces_signature_idx")
        .on(table.failureSignature, table.startedAt.desc(), table.traceId.desc(), table.skillName)
        .where(sql.raw("failure_signature IS NOT NULL")),
      index("execution_traces_group_idx")
        .on(table.failureGroup, table.startedAt.desc(), table.traceId.desc(), table.skillName)
        .where(sql.raw("failure_group IS NOT NULL")),
      index("execution_traces_token_idx")
        .using("gin", table.failureTokens)
        .with({ fastupdate: false })
        .where(sql.raw("failure_tokens IS NOT NULL")),
      index("execution_traces_unfilled_idx")
        .on(table.startedAt.desc(), table.traceId.desc())
        .where(sql.raw(IS_UNFILLED)),
      index("execution_traces_uncounted_idx")
        .on(table.skillName, table.startedAt.desc(), table.traceId.desc())
        .where(sql.raw(IS_UNCOUNTED)),
      index("execution_traces_status_idx")
        .on(table.status, table.startedAt.desc(), table.traceId.desc())
        .where(sql.raw("status <> 'success' OR status IS NULL")),
      index("execution_traces_duration_idx").on(table.totalDurationMs, table.startedAt.desc()),
      index("execution_traces_metadata_idx")
        .using("gin", table.metadata.op("jsonb_path_ops"))
        .with({ gin_pending_list_limit: 512 }),
      index("execution_traces_text_idx")
        .on(table.textSignature, table.startedAt.desc(), table.traceId.desc())
        .where(sql.raw("text_signature IS NOT NULL")),
      index("execution_traces_text_token_idx")
        .using("gin", table.textTokens)
        .with({ fastupdate: false })
        .where(sql.raw("text_tokens IS NOT NULL")),
      index("execution_traces_unread_idx")
        .on(table.startedAt.desc(), table.traceId.desc())
        .where(sql.raw(IS_UNREAD)),
    ],
  );
}

/** The table of a schema, as Drizzle knows it. */
export type TracesTable = ReturnType<typeof tracesTable>;

/** For drizzle-kit, which compares it with the migrations. */
export const executionTraces: TracesTable = tracesTable(undefined);
