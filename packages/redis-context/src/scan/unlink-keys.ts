import type { RedisConnection } from "../connection/redis-connection.js";

/**
 * Removes keys; resolves to how many there were.
 *
 * @param what what they are removed for, as in "Could not … in Redis"
 * @throws {ContextError}
 */
export async function unlinkKeys(
  connection: RedisConnection,
  what: string,
  keys: readonly string[],
): Promise<number> {
  const counts = await connection.run(what, (client) =>
    // A cluster refuses a command with keys of several slots; ioredis sends these as one write to each node.
    Promise.all(client.isCluster ? keys.map((key) => client.unlink(key)) : [client.unlink([...keys])]),
  );
  return counts.reduce((sum, count) => sum + Number(count), 0);
}
