import type { Redis } from "ioredis";

/** Uses a client that was made with `lazyConnect`, and closes it; a failed connection rejects with its reason. */
export async function withRedis<T>(client: Redis, use: (client: Redis) => Promise<T>): Promise<T> {
  let reason: Error | undefined;
  client.on("error", (error) => {
    reason = error;
  });
  try {
    await client.connect();
    return await use(client);
  } catch (error) {
    // ioredis rejects with "Connection is closed" and tells the reason to its listeners alone.
    throw reason ?? error;
  } finally {
    client.disconnect();
  }
}
