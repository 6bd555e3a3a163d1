import type { RedisClient } from "../connection/redis-client.js";

/** Characters that a page is to have, so that it comes within a time limit also on a slow line. */
const PAGE_LENGTH = 256 * 1024;
/** Entries of the first page, and of any page at most. */
const FIRST_COUNT = 4;
const MOST_COUNT = 4096;
/** How often reading begins anew where a stream was moved meanwhile. */
const MOST_TRIES = 5;

/** Sends a command within its time limit. */
export type Send = <T>(command: (client: RedisClient) => Promise<T>) => Promise<T>;

/**
 * The texts of several streams, one after the other, in pages: each page is a command of its own. Where a stream is moved
 * while it is read (an open journal is closed), reading begins anew.
 */
export async function readStreams(send: Send, keys: readonly string[]): Promise<readonly string[]> {
  for (let tries = 1; ; tries += 1) {
    const before = await firstIds(send, keys);
    const texts: string[] = [];
    for (const [index, key] of keys.entries()) {
      if (before[index] !== undefined) texts.push(...(await readStream(send, key)));
    }
    const isUnknown = before.every((id) => id === undefined);
    const after = isUnknown ? before : await firstIds(send, keys);
    if (tries === MOST_TRIES || after.every((id, index) => id === before[index])) return texts;
  }
}

/** What tells whether a stream is still the one that it was. */
function firstIds(send: Send, keys: readonly string[]): Promise<readonly (string | undefined)[]> {
  return send((client) =>
    Promise.all(keys.map(async (key) => (await client.xrange(key, "-", "+", "COUNT", 1))[0]?.[0])),
  );
}

async function readStream(send: Send, key: string): Promise<readonly string[]> {
  const texts: string[] = [];
  let from = "-";
  for (let count = FIRST_COUNT; ; ) {
    const entries = await send((client) => client.xrange(key, from, "+", "COUNT", count));
    const page = entries.map(([, [, text = ""]]) => text);
    texts.push(...page);
    const last = entries.at(-1)?.[0];
    if (last === undefined || entries.length < count) return texts;
    from = `(${last}`;
    count = nextCount(page);
  }
}

/** As many as have the length of a page, if they are like those of the last one; for they need not be, twice as many at most. */
function nextCount(page: readonly string[]): number {
  const length = page.reduce((sum, text) => sum + text.length, 1);
  return Math.max(1, Math.min(MOST_COUNT, 2 * page.length, Math.floor((page.length * PAGE_LENGTH) / length)));
}
