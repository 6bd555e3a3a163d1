import { Redis } from "ioredis";
import { withRedis } from "./with-redis.js";

/** Resolves when the server answers PING; rejects with the reason when it does not. */
export async function pingRedis(url: string): Promise<void> {
  const answer = await withRedis(new Redis(url, impatient), (client) => client.ping());
  if (answer !== "PONG") throw new Error(`expected PONG, received ${answer}`);
}

const impatient = {
  lazyConnect: true,
  connectTimeout: 3_000,
  commandTimeout: 3_000,
  maxRetriesPerRequest: 0,
  retryStrategy: () => null,
};
