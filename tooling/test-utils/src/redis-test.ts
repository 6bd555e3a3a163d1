import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { inject, type TestAPI, test } from "vitest";
import "./provided-context.js";
import { unlinkKeys } from "./unlink-keys.js";

/** A corner of Redis that one test has to itself. */
export interface TestRedis {
  readonly url: string;
  /** A client that the tests of a file share. */
  readonly client: Redis;
  /** Unique to the test. Every key that contains it is removed after the test. */
  readonly prefix: string;
}

/**
 * A `test` with the fixture `redis`.
 *
 * @example
 * redisTest("counts", async ({ redis }) => {
 *   await redis.client.incr(`${redis.prefix}count`);
 * });
 */
export const redisTest: TestAPI<{ readonly redis: TestRedis }> = test.extend<{
  $file: { redisClient: Redis };
  $test: { redis: TestRedis };
}>({
  redisClient: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that a function needs from its pattern
    async ({}, use) => {
      const client = new Redis(inject("redisUrl"));
      await use(client);
      await client.quit();
    },
    { scope: "file" },
  ],
  redis: async ({ redisClient }, use) => {
    const prefix = `test-${randomBytes(6).toString("hex")}:`;
    await use({ url: inject("redisUrl"), client: redisClient, prefix });
    await unlinkKeys(redisClient, prefix);
  },
});
