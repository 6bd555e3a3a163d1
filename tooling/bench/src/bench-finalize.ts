import { encodeTrace, uuidV7 } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { withServices } from "@steptrace/test-services";
import postgres from "postgres";
import { compare } from "./compare.js";
import { p95Latency } from "./latency.js";
import { recordTrace } from "./record-trace.js";
import { ratioFigure, report } from "./report.js";

const ROUNDS = 15;
const OPERATIONS = 400;

/** What storing a trace costs: against the INSERT of the same row, over the same driver, one after another. */
export async function benchFinalize(): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    await migrate(databaseUrl);
    const storage = new TraceStorage(databaseUrl);
    const sql = postgres(databaseUrl, { fetch_types: false });
    try {
      const example = await recordTrace();
      const row = encodeTrace({
        ...example,
        status: "success",
        completedAt: new Date(),
        totalDurationMs: 10,
      });
      const comparison = await compare(
        () => p95Latency(OPERATIONS, async () => storage.finalizeTrace(await recordTrace(), "success")),
        () =>
          p95Latency(OPERATIONS, async () => {
            // As much work before the statement as on the other side: the traces are recorded there, too.
            await recordTrace();
            await sql`
              INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status,
                                            steps, error_message, metadata, execution_id)
              VALUES (${uuidV7(Date.now())}, ${row.started_at}::text::timestamp, ${row.skill_name},
                      ${row.completed_at}::text::timestamp, ${row.total_duration_ms}, ${row.status},
                      ${row.steps}::text::jsonb, ${row.error_message}, ${row.metadata}::text::jsonb, ${row.execution_id})`;
          }),
        ROUNDS,
      );
      report("storing a trace of ten steps, P95", [
        ratioFigure("finalizeTrace / bare INSERT", comparison, 1.3),
      ]);
    } finally {
      await Promise.all([storage.close(), sql.end()]);
    }
  });
}
