import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import postgres from "postgres";
import { fillTraces, SKILLS } from "./fill-traces.js";
import { p95Latency } from "./latency.js";
import { microseconds, report } from "./report.js";
import { withServices } from "./with-services.js";

const DEFAULT_TRACES = 1_000_000;
const QUERIES = 1000;
const MAX_P95_US = 10_000;
const DAY_MS = 86_400_000;

/** How long a list of a skill takes in a year of a million traces, as it is asked for by default, and over the whole year. */
export async function benchQuery(traces: number = DEFAULT_TRACES): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    await migrate(databaseUrl);
    const sql = postgres(databaseUrl, { fetch_types: false, onnotice: () => {} });
    const storage = new TraceStorage(databaseUrl);
    const query = new TraceQuery(storage);
    try {
      console.log(`Filling ${traces.toLocaleString("en")} traces into twelve months …`);
      await fillTraces(sql, storage, traces);
      // Once for each skill, so that what is measured is a database at work, not one that was just started.
      for (let index = 0; index < SKILLS; index += 1) await query.queryBySkill(skill(index));
      const year = new Date(Date.now() - 365 * DAY_MS);
      const byDefault = await p95Latency(QUERIES, (index) =>
        query.queryBySkill(skill(index), { limit: 100 }),
      );
      const overYear = await p95Latency(QUERIES, (index) =>
        query.queryBySkill(skill(index), { startDate: year, limit: 100 }),
      );
      report(`queryBySkill, limit 100, ${traces.toLocaleString("en")} traces`, [
        figure("the last 30 days, P95", byDefault),
        figure("the whole year, P95", overYear),
      ]);
    } finally {
      await storage.close();
      await sql.end();
    }
  });
}

function skill(index: number): string {
  return `skill-${index % SKILLS}`;
}

function figure(what: string, p95Us: number) {
  return {
    what,
    ours: microseconds(p95Us),
    theirs: "",
    measured: microseconds(p95Us),
    target: `under ${microseconds(MAX_P95_US)}`,
    isMet: p95Us < MAX_P95_US,
  };
}
