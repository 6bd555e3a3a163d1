import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { addMonths, monthOf, monthRange, monthsAhead, partitionName } from "@steptrace/core";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Ledger } from "../src/ledger/ledger.js";
import { noteMessage } from "../src/ledger/note-message.js";
import { settleAccounts } from "../src/ledger/settle-accounts.js";
import { ChaosProcess } from "../src/process/chaos-process.js";
import type { Task, WriteTask } from "../src/program/task.js";
import { Random } from "../src/random.js";
import { type ChaosServers, startChaosServers } from "../src/servers/chaos-servers.js";
import { PATIENCE } from "./support/scene.js";

const KILLS = 5;
const STORM = 400;
const WRITERS = 10;
const RECOVERERS = 5;
const MAINTAINERS = 5;
const KEEP_MONTHS = 1;
/** Traces in the table, after which those at the month's end may rest. */
const ENOUGH_TRACES = 1500;

const random = new Random(Date.now());
let servers: ChaosServers;
beforeAll(async () => {
  servers = await startChaosServers();
});
afterAll(() => servers[Symbol.asyncDispose]());

function services(): Pick<WriteTask, "databaseUrl" | "redisUrl" | "keyPrefix" | "timeoutMs" | "retryForMs"> {
  const { postgres, redis } = servers;
  const keyPrefix = `chaos-${randomUUID()}:`;
  return { databaseUrl: postgres.url, redisUrl: redis.url, keyPrefix, timeoutMs: 2000, retryForMs: 5000 };
}

function start(task: Task, ledger: Ledger, onRecovered?: (traces: number) => void): ChaosProcess {
  const process = new ChaosProcess(task, (message) => {
    noteMessage(ledger, message);
    if (message.kind === "recovered") onRecovered?.(message.traces);
  });
  onTestFinished(() => process.kill());
  return process;
}

describe("a process that is killed with hundreds of traces under way", { timeout: 120_000 }, () => {
  it("has stored what it was told is stored, and recovery brings the rest that was journaled", async () => {
    const common = services();
    const accounts = [];
    let unsettled = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const ledger = new Ledger();
      accounts.push({ ledger, isOwnerAlive: false });
      const shape = { steps: 2, isJournaled: true };
      const process = start({ ...common, role: "write", writers: STORM, shape }, ledger);
      await expect.poll(() => ledger.counts().acknowledged, { ...PATIENCE, interval: 1 }).toBeGreaterThan(0);
      await sleep(random.integer(0, 200));
      await process.kill();
      unsettled += ledger.counts().unsettled;
    }
    // At one moment it may have none; not at each.
    expect(unsettled).toBeGreaterThan(0);
    const { violations, recovered } = await settleAccounts(accounts, common);
    expect(violations.slice(0, 10)).toEqual([]);
    expect(recovered).toBeGreaterThan(0);
  });
});

describe("twenty processes at the end of months, some without a partition", { timeout: 120_000 }, () => {
  it("that store, recover and maintain at once store each trace once, make each month once, and drop those that go", async () => {
    const sql = postgres(servers.postgres.url, { max: 1 });
    onTestFinished(() => sql.end());
    const next = monthsAhead(new Date(), 3).slice(1);
    for (const month of next) await sql`DROP TABLE ${sql(partitionName("execution_traces", month))}`;
    const gone = addMonths(monthOf(new Date()), -1 - KEEP_MONTHS);
    const { from, to } = monthRange(gone);
    const goneName = partitionName("execution_traces", gone);
    await sql.unsafe(
      `CREATE TABLE ${goneName} PARTITION OF execution_traces FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
    const ends = [
      ...next.map(({ year, month }) => Date.UTC(year, month - 1)),
      Date.UTC(2041, 2),
      Date.UTC(2042, 0),
    ];
    const common = services();
    const ledger = new Ledger();
    const now = Date.now();
    const writers = Array.from({ length: WRITERS }, (_, index): Task => {
      const end = ends[index % ends.length] ?? 0;
      // Of each end, one is before it and passes it meanwhile, or later; one is beyond.
      const untilEndMs = index < ends.length ? random.integer(1000, 15_000) : random.integer(-5000, 0);
      const clockAheadMs = end - now - untilEndMs;
      const shape = { steps: 2, isJournaled: true };
      return { ...common, role: "write", writers: 10, shape, restMs: 20, clockAheadMs };
    });
    const recoverers = Array.from({ length: RECOVERERS }, (): Task => {
      return { ...common, role: "recover", olderThanMs: 5 };
    });
    const maintainers = Array.from({ length: MAINTAINERS }, (): Task => {
      return { ...common, role: "maintain", keepMonths: KEEP_MONTHS };
    });
    let recovered = 0;
    const onRecovered = (traces: number): void => {
      recovered += traces;
    };
    const tasks = [...writers, ...recoverers, ...maintainers];
    const processes = tasks.map((task) => start(task, ledger, onRecovered));
    await Promise.all(processes.map((process) => process.ready()));
    await expect.poll(() => ledger.counts().acknowledged, PATIENCE).toBeGreaterThan(ENOUGH_TRACES);
    await Promise.all(processes.map((process) => process.rest()));
    const { violations } = await settleAccounts([{ ledger }], common);
    expect(violations.slice(0, 10)).toEqual([]);
    // Of traces whose owners live, too: those replace the rows.
    expect(recovered).toBeGreaterThan(0);
    const { open, refused, unsettled } = ledger.counts();
    expect({ open, refused, unsettled }).toEqual({ open: 0, refused: 0, unsettled: 0 });
    await Promise.all(processes.map((process) => process.end()));
    expect(ledger.wrong).toEqual([]);
    const months = await sql<{ month: string }[]>`
      SELECT DISTINCT to_char(started_at, 'YYYY-MM') AS month FROM execution_traces`;
    expect(months.length).toBeGreaterThan(ends.length);
    const [left] = await sql<{ gone: string | null }[]>`SELECT to_regclass(${goneName})::text AS gone`;
    expect(left?.gone).toBeNull();
  });
});
