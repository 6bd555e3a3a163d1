import type { Redis } from "ioredis";

/** Removes every key that contains `part`. */
export async function unlinkKeys(client: Redis, part: string): Promise<void> {
  const found = client.scanStream({ match: `*${part}*`, count: 1_000 });
  for await (const keys of found as AsyncIterable<string[]>) {
    if (keys.length > 0) await client.unlink(keys);
  }
}
