import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import type { Random } from "../random.js";
import { clearDisk, fillDisk } from "../servers/full-disk.js";
import type { Fault } from "./fault.js";

const LONGEST_MS = 4000;

/** What may happen within a PostgreSQL that is well. */
export const databaseFaults: readonly Fault[] = [
  fault("backends terminated", terminateBackends),
  fault("disk full", async (sql, random) => {
    await fillDisk(sql);
    await sleep(random.integer(0, LONGEST_MS));
    await clearDisk(sql);
  }),
  fault("read-only, as in a failover", async (sql, random) => {
    await setReadOnly(sql, "on");
    await sleep(random.integer(0, LONGEST_MS));
    await setReadOnly(sql, "off");
  }),
  fault("table locked", async (sql, random) => {
    await sql.begin(async (tx) => {
      await tx`LOCK TABLE execution_traces IN ACCESS EXCLUSIVE MODE`;
      await sleep(random.integer(0, LONGEST_MS));
    });
  }),
];

async function terminateBackends(sql: Sql): Promise<void> {
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'steptrace'`;
}

async function setReadOnly(sql: Sql, value: "on" | "off"): Promise<void> {
  await sql`SET default_transaction_read_only = off`;
  await sql.unsafe(`ALTER DATABASE postgres SET default_transaction_read_only = ${value}`);
  // It holds for sessions that begin later.
  await terminateBackends(sql);
}

function fault(name: string, act: (sql: Sql, random: Random) => Promise<unknown>): Fault {
  return {
    name: `postgres ${name}`,
    async run({ postgres: server }, random) {
      const sql = postgres(server.url, { max: 1, onnotice: () => {} });
      try {
        await act(sql, random);
      } finally {
        await sql.end();
      }
    },
  };
}
