import { startPostgres } from "@steptrace/test-services";
import postgres from "postgres";
import { describe, expect, it, onTestFinished } from "vitest";
import { migrate, TraceStorage } from "../src/index.js";
import { runProcess } from "./support/run-process.js";
import { sampleTrace } from "./support/sample-trace.js";

/** Where local times jump, and where months end: in UTC, in Kolkata, in Berlin and in New York. */
const MOMENTS = [
  "2025-03-30T00:59:59.999Z",
  "2025-03-30T01:00:00.000Z",
  "2025-10-26T00:30:00.000Z",
  "2025-10-26T01:30:00.000Z",
  "2025-11-02T06:30:00.000Z",
  "2025-10-31T23:59:59.999Z",
  "2025-11-01T00:00:00.000Z",
  "2025-12-31T18:29:59.999Z",
  "2025-12-31T18:30:00.000Z",
  "2025-12-31T23:59:59.999Z",
];

describe("times", () => {
  it("are UTC with a process, a session and a server in three other zones, and any DateStyle", async () => {
    const server = await startPostgres({ settings: { timezone: "America/New_York" } });
    onTestFinished(() => server.stop());
    const sql = postgres(server.url, { max: 1, connection: { TimeZone: "UTC", DateStyle: "ISO" } });
    onTestFinished(() => sql.end());
    await sql`CREATE DATABASE zones`;
    await sql`ALTER DATABASE zones SET timezone = 'Europe/Berlin'`;
    await sql`ALTER DATABASE zones SET datestyle = 'SQL, DMY'`;
    const url = server.url.replace(/postgres$/, "zones");
    await migrate(url);
    const starts = MOMENTS.map((moment) => String(Date.parse(moment)));
    const output = await runProcess(
      new URL("./processes/store-and-read.mjs", import.meta.url),
      [url, ...starts],
      { TZ: "Asia/Kolkata" },
    );
    const { offset, read } = JSON.parse(output) as { offset: number; read: Record<string, string>[] };
    expect(offset).toBe(-330);
    expect(read.map(({ startedAt }) => startedAt)).toEqual(MOMENTS);
    expect(read.map(({ timestamp }) => timestamp)).toEqual(
      MOMENTS.map((moment) => moment.replace("Z", "456Z")),
    );
    const zones = postgres(url, { max: 1, connection: { TimeZone: "UTC", DateStyle: "ISO" } });
    onTestFinished(() => zones.end());
    const rows = await zones`
      SELECT to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS started_at, completed_at - started_at = '7 ms' AS took_7_ms,
             tableoid::regclass::text = 'execution_traces_' || to_char(started_at, 'YYYY_MM') AS in_its_month
        FROM execution_traces ORDER BY trace_id`;
    const expected = MOMENTS.toSorted().map((moment) => ({
      started_at: moment,
      took_7_ms: true,
      in_its_month: true,
    }));
    expect([...rows]).toEqual(expected);
    // The default of a plain INSERT, and a reader in this process.
    const berlin = postgres(url, { max: 1 });
    onTestFinished(() => berlin.end());
    await berlin`INSERT INTO execution_traces (trace_id, skill_name) VALUES ('plain', 'x')`;
    const storage = new TraceStorage(url);
    onTestFinished(() => storage.close());
    const plain = await storage.getTrace("plain");
    expect(Math.abs(Date.now() - Number(plain?.startedAt))).toBeLessThan(60_000);
    const trace = sampleTrace();
    await storage.finalizeTrace(trace, "success");
    expect((await storage.getTrace(trace.traceId))?.startedAt).toEqual(trace.startedAt);
  });
});
