import { setTimeout as sleep } from "node:timers/promises";
import type { Direction, Ending } from "@steptrace/test-services";
import postgres from "postgres";
import { afterAll, beforeAll, describe, it, onTestFinished } from "vitest";
import { Load } from "../src/load/load.js";
import { Random } from "../src/random.js";
import { type ChaosServers, startChaosServers } from "../src/servers/chaos-servers.js";
import { expectBalance, openScene, untilMore } from "./support/scene.js";

const CUTS = 20;
const MOST_BYTES = 20_000;
const SILENCES = 4;
const TERMINATIONS = 30;
const SHAPE = { steps: 3, isJournaled: true };
const DIRECTIONS: readonly Direction[] = ["toServer", "toClient"];
const ENDINGS: readonly Ending[] = ["reset", "end"];

const random = new Random(Date.now());
let servers: ChaosServers;
beforeAll(async () => {
  servers = await startChaosServers();
});
afterAll(() => servers[Symbol.asyncDispose]());

describe("connections", { timeout: 120_000 }, () => {
  it("that break in the middle of a statement or of its answer cost no trace, and make none twice", async () => {
    await using scene = openScene(servers, { retryForMs: 500 });
    await using load = new Load(scene.stand, { writers: 30, shape: SHAPE });
    for (let round = 0; round < CUTS; round += 1) {
      await untilMore(scene, "acknowledged", 20);
      const proxy = random.pick([servers.postgresProxy, servers.postgresProxy, servers.redisProxy]);
      proxy.cutAfter(random.integer(1, MOST_BYTES), {
        direction: random.pick(DIRECTIONS),
        ending: random.pick(ENDINGS),
      });
      await sleep(random.integer(50, 300));
      await proxy.heal();
    }
    await untilMore(scene, "acknowledged", 20);
    await load.stop();
    await expectBalance(servers, scene);
  });

  it("that give their bytes one by one, and late, are used all the same", async () => {
    await using scene = openScene(servers, { timeoutMs: 5000 });
    await using load = new Load(scene.stand, { writers: 10, shape: SHAPE });
    for (const proxy of [servers.postgresProxy, servers.redisProxy]) {
      await untilMore(scene, "acknowledged", 20);
      proxy.split(random.integer(1, 100));
      await untilMore(scene, "acknowledged", 20);
      proxy.delay(random.integer(1, 20));
      await untilMore(scene, "acknowledged", 20);
      await proxy.heal();
    }
    await load.stop();
    await expectBalance(servers, scene);
  });

  it("that swallow what is sent make calls know, and cost no trace", async () => {
    await using scene = openScene(servers, { timeoutMs: 200, retryForMs: 200 });
    await using load = new Load(scene.stand, { writers: 20, shape: SHAPE });
    for (let round = 0; round < SILENCES; round += 1) {
      await untilMore(scene, "acknowledged", 20);
      servers.postgresProxy.swallow({ direction: random.pick(DIRECTIONS) });
      if (round % 2 === 1) servers.redisProxy.swallow();
      await untilMore(scene, "open", 20);
      await Promise.all([servers.postgresProxy.heal(), servers.redisProxy.heal()]);
    }
    await untilMore(scene, "acknowledged", 20);
    await load.stop();
    await expectBalance(servers, scene);
  });
});

describe("backends that are terminated in a statement", { timeout: 120_000 }, () => {
  it("cost no trace, and the calls that were under way are answered by trying again", async () => {
    const sql = postgres(servers.postgres.url, { max: 1 });
    onTestFinished(() => sql.end());
    await using scene = openScene(servers, { retryForMs: 5000 });
    await using load = new Load(scene.stand, { writers: 30, shape: SHAPE });
    let killed = 0;
    while (killed < TERMINATIONS) {
      const rows = await sql`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'steptrace' AND state = 'active' LIMIT 1`;
      killed += rows.length;
      if (rows.length > 0) await untilMore(scene, "acknowledged", 5);
    }
    await load.stop();
    await expectBalance(servers, scene);
  });
});
