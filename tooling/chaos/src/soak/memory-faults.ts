import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { Random } from "../random.js";
import type { Fault } from "./fault.js";

const LONGEST_MS = 4000;

/** What may happen within a Redis that is well. */
export const memoryFaults: readonly Fault[] = [
  fault("memory full", async (redis, random) => {
    await redis.config("SET", "maxmemory", "1");
    await sleep(random.integer(0, LONGEST_MS));
    await redis.config("SET", "maxmemory", "0");
  }),
  fault("scripts flushed", async (redis) => {
    await redis.script("FLUSH");
  }),
];

function fault(name: string, act: (redis: Redis, random: Random) => Promise<unknown>): Fault {
  return {
    name: `redis ${name}`,
    async run({ redis: server }, random) {
      const redis = new Redis(server.url);
      try {
        await act(redis, random);
      } finally {
        redis.disconnect();
      }
    },
  };
}
