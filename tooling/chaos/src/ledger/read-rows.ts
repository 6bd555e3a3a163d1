import postgres from "postgres";
import type { StoredRow } from "./check-ledger.js";

interface Row {
  readonly trace_id: string;
  readonly steps: readonly string[];
  readonly is_interrupted: boolean;
}

/** Every row of the table, by a connection of its own. */
export async function readRows(databaseUrl: string): Promise<readonly StoredRow[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const rows = await sql<Row[]>`
      SELECT trace_id, coalesce(metadata @> '{"interrupted": true}', false) AS is_interrupted,
             ARRAY(SELECT step ->> 'name' FROM jsonb_array_elements(steps) step) AS steps
        FROM execution_traces`;
    return rows.map(({ trace_id, steps, is_interrupted }) => ({
      traceId: trace_id,
      steps,
      isInterrupted: is_interrupted,
    }));
  } finally {
    await sql.end();
  }
}
