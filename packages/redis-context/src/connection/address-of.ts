import type { RedisClient } from "./redis-client.js";

/** Where a client connects to, for messages: host and port, never user or password. */
export function addressOf(client: RedisClient): string {
  if (!client.isCluster) return describe(client.options as Address);
  const nodes = ("nodes" in client ? client.nodes() : []).map((node) => describe(node.options as Address));
  return nodes.length === 0 ? "a cluster of which no node is connected" : `the cluster ${nodes.join(", ")}`;
}

interface Address {
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  /** The group's name, of a client that asks Sentinels where to connect. */
  readonly name?: string | null;
  readonly sentinels?: readonly unknown[] | null;
}

function describe({ path, host = "localhost", port = 6379, name, sentinels }: Address): string {
  if (sentinels) return `the Sentinel group '${name}'`;
  return path ?? `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
