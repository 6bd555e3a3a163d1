import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Load } from "../src/load/load.js";
import { runTrace } from "../src/load/run-trace.js";
import { Random } from "../src/random.js";
import { type ChaosServers, startChaosServers } from "../src/servers/chaos-servers.js";
import { clearDisk, fillDisk, prepareFullDisk } from "../src/servers/full-disk.js";
import { expectBalance, openScene, untilMore } from "./support/scene.js";

const CRASHES = 10;
const PAUSES = 3;
const FULL_DISKS = 3;
const SHAPE = { steps: 3, isJournaled: true };

const random = new Random(Date.now());
let servers: ChaosServers;
beforeAll(async () => {
  servers = await startChaosServers();
});
afterAll(() => servers[Symbol.asyncDispose]());

describe("a PostgreSQL that dies under load", { timeout: 120_000 }, () => {
  it("again and again loses nothing that was acknowledged, and recovery brings the rest", async () => {
    await using scene = openScene(servers);
    await using load = new Load(scene.stand, { writers: 30, shape: SHAPE });
    for (let round = 0; round < CRASHES; round += 1) {
      await untilMore(scene, "acknowledged", 30);
      await sleep(random.integer(0, 50));
      await servers.postgres.crash();
      // Now and then for longer than is tried again.
      if (round % 5 === 4) await untilMore(scene, "open", 1);
      await servers.postgres.restart();
    }
    await untilMore(scene, "acknowledged", 30);
    await load.stop();
    expect(scene.ledger.counts().open).toBeGreaterThan(0);
    await expectBalance(servers, scene);
  });
});

describe("a PostgreSQL that stands still under load", { timeout: 120_000 }, () => {
  it("for longer than anything is tried, makes calls know, and stores each trace once when it goes on", async () => {
    await using scene = openScene(servers, { timeoutMs: 200, retryForMs: 200, queuedTraces: 10 });
    await using load = new Load(scene.stand, { writers: 30, shape: SHAPE });
    for (let round = 0; round < PAUSES; round += 1) {
      await untilMore(scene, "acknowledged", 30);
      await servers.postgres.pause();
      await untilMore(scene, "open", 40);
      await servers.postgres.resume();
    }
    await untilMore(scene, "acknowledged", 30);
    await load.stop();
    await expectBalance(servers, scene);
  });
});

describe("a PostgreSQL whose table is locked", { timeout: 120_000 }, () => {
  it("makes every call know within its time, however many there are", async () => {
    await using scene = openScene(servers, { timeoutMs: 1000, retryForMs: 1000 });
    const sql = postgres(servers.postgres.url, { max: 1 });
    onTestFinished(() => sql.end());
    const shape = { steps: 1, isJournaled: false };
    // Connects first: the server's own time limit, which ends a statement in order, is shorter by little.
    await Promise.all(Array.from({ length: 10 }, () => runTrace(scene.stand, shape)));
    let traces: readonly Promise<void>[] = [];
    await sql.begin(async (tx) => {
      await tx`LOCK TABLE execution_traces IN ACCESS EXCLUSIVE MODE`;
      traces = Array.from({ length: 300 }, () => runTrace(scene.stand, shape));
      await expect.poll(() => scene.ledger.counts().open, { timeout: 20_000 }).toBe(traces.length);
    });
    await Promise.all(traces);
    await expectBalance(servers, scene);
  });
});

// A small file system would need root, which a test may not have: the server says what it says when its disk is full.
describe("a PostgreSQL whose disk is full for a while", { timeout: 120_000 }, () => {
  it("stores what is tried long enough, and recovery brings the rest", async () => {
    const sql = postgres(servers.postgres.url, { max: 1, onnotice: () => {} });
    onTestFinished(() => sql.end());
    await prepareFullDisk(sql);
    onTestFinished(async () => void (await sql`DROP TRIGGER refuse ON execution_traces`));
    await using scene = openScene(servers, { retryForMs: 500 });
    await using load = new Load(scene.stand, { writers: 30, shape: SHAPE });
    for (let round = 0; round < FULL_DISKS; round += 1) {
      await untilMore(scene, "acknowledged", 30);
      const retried = scene.stand.storage.stats().retried;
      await fillDisk(sql);
      if (round % 2 === 0) await untilMore(scene, "open", 10);
      else await expect.poll(() => scene.stand.storage.stats().retried).toBeGreaterThan(retried);
      await clearDisk(sql);
    }
    await untilMore(scene, "acknowledged", 30);
    await load.stop();
    await expectBalance(servers, scene);
  });
});
