import { TraceStorage } from "@steptrace/postgres-store";
import postgres from "postgres";
import { recordTrace } from "./dist/record-trace.js";
import { finalizeAll, insertAll } from "./dist/throughput/contenders.js";
import { plainRow } from "./dist/throughput/plain-row.js";
const url = "postgres://postgres@127.0.0.1:5432/idle1";
await (await import("@steptrace/postgres-store")).migrate(url); const storage = new TraceStorage(url, { max: 10 });
const sql = postgres(url, { max: 10, fetch_types: false });
const callers = +process.argv[2] || 64, N = 8192;
const which = process.argv[3] ?? "both";
const rec = async () => { const t = []; for (let i = 0; i < N; i++) t.push(await recordTrace()); return t; };
const ratios = [];
for (let r = 0; r < 6; r++) {
  const rate = {};
  for (const [name, f] of [["ours", (t) => finalizeAll(storage, t, callers)], ["inserts", (t) => insertAll(sql, t.splice(0).map(plainRow), callers)]]) {
    if (which !== "both" && which !== name) continue;
    const t = await rec(); global.gc?.();
    const c = process.cpuUsage(), s = performance.now(); await f(t);
    const ms = performance.now() - s, d = process.cpuUsage(c);
    rate[name] = N / ms * 1000;
    console.log(name, (N / ms * 1000).toFixed(0) + "/s", "wall", (ms * 1000 / N).toFixed(0), "us; client cpu", ((d.user + d.system) / N).toFixed(0), "us each");
  }
  ratios.push(rate.ours / rate.inserts);
  await sql`truncate execution_traces`;
}
console.log("median ratio", ratios.sort((a, b) => a - b)[3]);
await storage.close(); await sql.end();
