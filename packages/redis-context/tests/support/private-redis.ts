import { type PrivateServer, startRedis } from "@steptrace/test-services";
import { Redis } from "ioredis";
import { onTestFinished } from "vitest";

/** A primary does not stop before its replicas have all; by default it lets them wait for five seconds. */
export const QUICK_SYNC = { "repl-diskless-sync-delay": "0" };

/** A Redis that the test has to itself, stopped when it is finished. */
export async function privateRedis(settings: Readonly<Record<string, string>> = {}): Promise<PrivateServer> {
  const server = await startRedis({ settings });
  onTestFinished(() => server.stop());
  return server;
}

/** Sends one command to a server, past the context. */
export async function command(server: PrivateServer, name: string, ...args: string[]): Promise<unknown> {
  const client = new Redis(server.url, { lazyConnect: true });
  try {
    return await client.call(name, args);
  } finally {
    client.disconnect();
  }
}
