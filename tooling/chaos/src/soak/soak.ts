import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { settleAccounts } from "../ledger/settle-accounts.js";
import type { WriteTask } from "../program/task.js";
import { Random } from "../random.js";
import { type ChaosServers, startChaosServers } from "../servers/chaos-servers.js";
import { prepareFullDisk } from "../servers/full-disk.js";
import { Crew } from "./crew.js";
import { databaseFaults } from "./database-faults.js";
import type { Fault } from "./fault.js";
import { growthOf } from "./growth-of.js";
import { memoryFaults } from "./memory-faults.js";
import { serverFaults } from "./server-faults.js";
import { statusLine } from "./status-line.js";

export interface SoakOptions {
  readonly durationMs: number;
  /** Of the faults: which, for how long, and the time between them. What they hit is the machine's to decide. */
  readonly seed: number;
  readonly print: (line: string) => void;
}

const WRITERS = 4;
const LINE_EVERY_MS = 30_000;
const LONGEST_PEACE_MS = 3000;
const LONGEST_LIFE_MS = 20_000;
const KEY_PREFIX = "soak:";
const WRITING = {
  role: "write",
  keyPrefix: KEY_PREFIX,
  timeoutMs: 1000,
  retryForMs: 2000,
  writers: 30,
  restMs: 150,
  shape: { steps: 4, stepMs: 5, isJournaled: true },
} as const;

/**
 * Everything at once: processes store traces and are killed, others recover them, PostgreSQL and Redis die, stand still and are
 * cut off, each by a schedule of its own. Redis keeps what it acknowledged; what else can be promised is nothing.
 *
 * @returns what does not hold in the end, a sentence each
 */
export async function soak({ durationMs, seed, print }: SoakOptions): Promise<readonly string[]> {
  await using servers = await startChaosServers();
  const sql = postgres(servers.postgres.url, { max: 1, onnotice: () => {} });
  await prepareFullDisk(sql);
  await sql.end();
  const { databaseUrl, redisUrl } = servers;
  const task: WriteTask = { ...WRITING, databaseUrl, redisUrl };
  const recovering = { ...task, role: "recover", olderThanMs: 1000 } as const;
  const crew = new Crew(WRITERS, task, [recovering, recovering]);
  const started = performance.now();
  const status = (): void => print(statusLine((performance.now() - started) / 1000, crew));
  const line = setInterval(status, LINE_EVERY_MS);
  const harm = await doHarm(servers, crew, seed, started + durationMs);
  await crew.rest();
  clearInterval(line);
  status();
  const services = { databaseUrl: servers.postgres.url, redisUrl: servers.redis.url, keyPrefix: KEY_PREFIX };
  const { violations, recovered } = await settleAccounts(crew.accounts(), services);
  print(`Recovered at the end: ${recovered}. Harm: ${[...harm].map((each) => each.join(" ")).join(", ")}.`);
  const growth = crew.reports().flatMap(growthOf);
  const known = new Set(crew.wrong());
  await crew.end();
  return [...violations, ...growth, ...crew.wrong().filter((text) => !known.has(text))];
}

/** Does harm until the time is over; all is well again then. @returns how often each was done */
async function doHarm(
  servers: ChaosServers,
  crew: Crew,
  seed: number,
  until: number,
): Promise<ReadonlyMap<string, number>> {
  const done = new Map<string, number>();
  const schedule = async (faults: readonly Fault[], own: number, peaceMs: number): Promise<void> => {
    const random = new Random(own);
    for (;;) {
      const leftMs = until - performance.now();
      const restMs = random.integer(0, peaceMs);
      await sleep(Math.max(0, Math.min(restMs, leftMs)));
      if (restMs >= leftMs) return;
      const fault = random.pick(faults);
      await fault.run(servers, random);
      done.set(fault.name, (done.get(fault.name) ?? 0) + 1);
    }
  };
  const deaths: Fault = { name: "process killed", run: () => crew.replaceLast() };
  await Promise.all([
    schedule([...serverFaults("postgres"), ...databaseFaults], seed, LONGEST_PEACE_MS),
    schedule([...serverFaults("redis"), ...memoryFaults], seed + 1, LONGEST_PEACE_MS),
    schedule([deaths], seed + 2, LONGEST_LIFE_MS),
  ]);
  return done;
}
