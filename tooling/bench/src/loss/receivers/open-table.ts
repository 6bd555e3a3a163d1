import { randomUUID } from "node:crypto";
import { recoverTraces } from "@steptrace/operations";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";
import { startProxy } from "@steptrace/test-services";
import postgres from "postgres";
import type { OwnServers } from "./own-servers.js";
import type { Receiver } from "./receiver.js";

/** The table in PostgreSQL. At the end, what is left in the journal is recovered once, as `steptrace recover` does. */
export async function openTable(servers: OwnServers, answerAfterMs: number): Promise<Receiver> {
  const run = randomUUID();
  const [skillName, keyPrefix, redisUrl] = [`loss-${run}`, `loss:${run}:`, servers.redis.url];
  const proxy = await startProxy({ target: servers.postgres });
  proxy.delay(answerAfterMs, { direction: "toClient" });
  const databaseUrl = proxy.urlOf(servers.postgres.url);
  return {
    addresses: { steptrace: { databaseUrl, redisUrl, keyPrefix, skillName } },
    goDown: () => servers.postgres.crash(),
    comeBack: () => servers.postgres.restart(),
    async arrived() {
      const before = await finishedSteps(servers.postgres.url, skillName);
      await using journal = new RedisStepJournal(redisUrl, { keyPrefix });
      await using storage = new TraceStorage(servers.postgres.url);
      await recoverTraces({ journal, storage, olderThan: 0 });
      const names = await finishedSteps(servers.postgres.url, skillName);
      return { names, recovered: names.length - before.length };
    },
    [Symbol.asyncDispose]: () => proxy.close(),
  };
}

/** The names in the table, read past steptrace. */
async function finishedSteps(url: string, skillName: string): Promise<readonly string[]> {
  const sql = postgres(url, { max: 1 });
  try {
    const rows = await sql<{ name: string }[]>`
      SELECT step ->> 'name' AS name
        FROM execution_traces, jsonb_array_elements(steps) AS step
       WHERE skill_name = ${skillName} AND step -> 'interrupted' IS NULL`;
    return rows.map(({ name }) => name);
  } finally {
    await sql.end();
  }
}
