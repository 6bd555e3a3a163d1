import { sql } from "drizzle-orm";
import { permissionError } from "./as-owner.js";
import type { Maintenance } from "./maintenance.js";

/** Not `steps` and `metadata`: no query is planned by them, and to read them takes longer than all the rest. */
export const ANALYZED_COLUMNS: string =
  "trace_id, started_at, skill_name, completed_at, total_duration_ms, status, error_message, execution_id, failure_signature, failure_tokens, failure_group, text_signature, text_tokens";

/**
 * Has the planner know what is in the table: autovacuum analyses partitions, and never the table that they are of. A
 * sample is read of all partitions together, and of each; writers do not wait for it, nor does it wait for anybody: what
 * is being vacuumed or changed at that moment is left out. An embedded store has no autovacuum and no checkpointer at all.
 */
export async function tidy({ run, table, isShared }: Maintenance): Promise<void> {
  if (isShared) {
    await run(sql.raw(analyzeStatement(table)));
    return;
  }
  await run(sql.raw("VACUUM ANALYZE"));
  await run(sql.raw("CHECKPOINT"));
}

/** @throws {StorageError} with reason `permission`, where the role may not analyse the table: PostgreSQL itself would only warn */
export function requireOwner({ table, isOwner }: Maintenance): void {
  if (isOwner) return;
  const said = "the role is not the owner of the table";
  throw permissionError("Analysing execution_traces", said, { statement: `${analyzeStatement(table)};` });
}

function analyzeStatement(table: string): string {
  return `ANALYZE (SKIP_LOCKED) ${table} (${ANALYZED_COLUMNS})`;
}
