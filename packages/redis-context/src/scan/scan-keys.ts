import type { RedisConnection } from "../connection/redis-connection.js";
import { keysPattern } from "../keys.js";
import { masterNodes } from "./master-nodes.js";

/** Keys that a node looks at for one answer: some tens of microseconds of its time. */
const COUNT = 500;

/**
 * The keys that begin with `prefix`, in batches, on all nodes of a cluster. A key may come twice, as SCAN has it.
 * The client's own `keyPrefix`, which ioredis neither puts before a pattern nor takes off what is found, is dealt with.
 *
 * @param what what they are looked for, as in "Could not … in Redis"
 * @throws {ContextError}
 */
export async function* scanKeys(
  connection: RedisConnection,
  what: string,
  prefix: string,
): AsyncGenerator<readonly string[]> {
  const clientPrefix = String(connection.client.options.keyPrefix ?? "");
  const pattern = keysPattern(`${clientPrefix}${prefix}`);
  for (const node of await connection.run(what, async (client) => masterNodes(client))) {
    let cursor = "0";
    do {
      const from = cursor;
      const [next, keys] = await connection.run(what, () =>
        node.scan(from, "MATCH", pattern, "COUNT", COUNT),
      );
      if (keys.length > 0) yield keys.map((key) => key.slice(clientPrefix.length));
      cursor = next;
    } while (cursor !== "0");
  }
}
