import { encodeTrace, uuidV7 } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import postgres from "postgres";
import { recordTrace } from "./dist/record-trace.js";
const url = "postgres://postgres@127.0.0.1:5432/idle1";
await migrate(url);
const storage = new TraceStorage(url);
const sql = postgres(url, { fetch_types: false });
const example = await recordTrace();
const row = encodeTrace({ ...example, status: "success", completedAt: new Date(), totalDurationMs: 10 });
const ours = async () => { await storage.finalizeTrace(await recordTrace(), "success"); };
const theirs = async () => { await recordTrace(); await sql`
              INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status,
                                            steps, error_message, metadata, execution_id)
              VALUES (${uuidV7(Date.now())}, ${row.started_at}::text::timestamp, ${row.skill_name},
                      ${row.completed_at}::text::timestamp, ${row.total_duration_ms}, ${row.status},
                      ${row.steps}::text::jsonb, ${row.error_message}, ${row.metadata}::text::jsonb, ${row.execution_id})`; };
const N = 1500;
for (let r = 0; r < 6; r++) for (const [name, f] of [["ours", ours], ["theirs", theirs]]) {
  const c = process.cpuUsage(), t0 = performance.now(); const ts = [];
  for (let i = 0; i < N; i++) { const t = performance.now(); await f(); ts.push(performance.now() - t); }
  const d = process.cpuUsage(c); ts.sort((a, b) => a - b);
  console.log(name, "cpu us/op", ((d.user + d.system) / N).toFixed(0), "mean", ((performance.now() - t0) / N).toFixed(3), "p50", ts[N >> 1].toFixed(3), "p95", ts[Math.floor(N * .95)].toFixed(3));
}
await storage.close(); await sql.end();
