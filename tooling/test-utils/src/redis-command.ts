import { Redis } from "ioredis";

/** Sends one command to a server, by a connection of its own. */
export async function redisCommand(
  { url }: { readonly url: string },
  name: string,
  ...args: string[]
): Promise<unknown> {
  const client = new Redis(url, { lazyConnect: true });
  try {
    return await client.call(name, args);
  } finally {
    client.disconnect();
  }
}
