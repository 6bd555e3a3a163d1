import { setTimeout as sleep } from "node:timers/promises";
import { JournalError } from "@steptrace/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Load } from "../src/load/load.js";
import { Random } from "../src/random.js";
import { type ChaosServers, startChaosServers } from "../src/servers/chaos-servers.js";
import { expectBalance, openScene, PATIENCE, type Scene, untilMore } from "./support/scene.js";

const EMPTYINGS = 5;
const KILLS = 5;
const DOUBLE_OUTAGES = 3;
/** What was under way when Redis went may be answered, and fail, when it is back. */
const REPORTS_OF_AN_OUTAGE = 2;
const SHAPE = { steps: 5, stepMs: 20, isJournaled: true };

const random = new Random(Date.now());

async function untilJournaling(scene: Scene, timeout: number = PATIENCE.timeout): Promise<void> {
  const journaled = (): number =>
    [...scene.ledger.entries()].reduce((count, entry) => count + entry.journaled.length, 0);
  const before = journaled();
  await expect.poll(journaled, { ...PATIENCE, timeout }).toBeGreaterThan(before + 50);
}

describe("a Redis that is killed under load, and comes back empty", { timeout: 120_000 }, () => {
  let servers: ChaosServers;
  beforeAll(async () => {
    servers = await startChaosServers({ isRedisDurable: false });
  });
  afterAll(() => servers[Symbol.asyncDispose]());

  it("stops nothing, is told of once, and is written to again by itself", async () => {
    await using scene = openScene(servers);
    await using load = new Load(scene.stand, { writers: 20, shape: SHAPE });
    for (let round = 1; round <= EMPTYINGS; round += 1) {
      await untilJournaling(scene);
      await servers.redis.crash();
      await untilMore(scene, "acknowledged", 40);
      await sleep(random.integer(0, 300));
      await servers.redis.restart();
      await untilJournaling(scene);
      expect(scene.faults.length).toBeGreaterThanOrEqual(round);
      expect(scene.faults.length).toBeLessThanOrEqual(round * REPORTS_OF_AN_OUTAGE);
    }
    await load.stop();
    for (const fault of scene.faults) expect(fault).toBeInstanceOf(JournalError);
    const { open, refused, unsettled } = scene.ledger.counts();
    expect({ open, refused, unsettled }).toEqual({ open: 0, refused: 0, unsettled: 0 });
    await expectBalance(servers, scene);
  });

  it("is written to again also where no trace is longer than a turn of the event loop", async () => {
    await using scene = openScene(servers);
    await using load = new Load(scene.stand, { writers: 20, shape: { ...SHAPE, stepMs: 0 } });
    await untilJournaling(scene);
    await servers.redis.crash();
    await untilMore(scene, "acknowledged", 40);
    await servers.redis.restart();
    await untilJournaling(scene, 5000);
    await load.stop();
  });

  // What only the journal knew of is gone with it; the owner lives, knows its traces, and says them again.
  it("together with PostgreSQL, costs nothing of what its owner stores again", async () => {
    await using scene = openScene(servers);
    await using load = new Load(scene.stand, { writers: 20, shape: { ...SHAPE, attempts: 100 } });
    for (let round = 0; round < DOUBLE_OUTAGES; round += 1) {
      await untilMore(scene, "acknowledged", 20);
      await Promise.all([servers.postgres.crash(), servers.redis.crash()]);
      await untilMore(scene, "open", 1);
      const first = random.pick([servers.postgres, servers.redis]);
      await first.restart();
      await sleep(random.integer(0, 300));
      await (first === servers.redis ? servers.postgres : servers.redis).restart();
    }
    await untilMore(scene, "acknowledged", 20);
    await load.stop();
    const { open, refused, unsettled } = scene.ledger.counts();
    expect({ open, refused, unsettled }).toEqual({ open: 0, refused: 0, unsettled: 0 });
    await expectBalance(servers, scene);
  });
});

describe("a Redis that keeps what it acknowledged, and a PostgreSQL", { timeout: 120_000 }, () => {
  let servers: ChaosServers;
  beforeAll(async () => {
    servers = await startChaosServers();
  });
  afterAll(() => servers[Symbol.asyncDispose]());

  it("that die by turns, or both at once, lose no step that was journaled and no trace that was closed", async () => {
    await using scene = openScene(servers, { retryForMs: 200 });
    await using load = new Load(scene.stand, { writers: 20, shape: SHAPE });
    for (let round = 0; round < KILLS; round += 1) {
      await untilMore(scene, "acknowledged", 20);
      const doomed = random.pick([
        [servers.redis, servers.postgres],
        [servers.postgres, servers.redis],
        [servers.postgres],
        [servers.redis],
      ]);
      for (const server of doomed) {
        await server.crash();
        await sleep(random.integer(0, 200));
      }
      for (const server of doomed) await server.restart();
    }
    await untilJournaling(scene);
    await load.stop();
    await expectBalance(servers, scene);
  });
});
