import type { Cluster, Redis } from "ioredis";
import type { RedisClient } from "../connection/redis-client.js";

/**
 * The nodes on which all keys are: every master of a cluster; without a cluster the client itself.
 *
 * @throws when a master is not connected: the keys of the others alone would pass for all keys
 */
export function masterNodes(client: RedisClient): readonly Redis[] {
  return client.isCluster ? connectedMasters(client as Cluster) : [client as Redis];
}

function connectedMasters(cluster: Cluster): readonly Redis[] {
  const nodes = cluster.nodes("master");
  const connected = new Set(nodes.map(({ options }) => `${options.host}:${options.port}`));
  const missing = cluster.slots.flatMap(([master]) => master ?? []).find((name) => !connected.has(name));
  if (missing === undefined) return nodes;
  // A replica may have taken its place; ioredis looks only when a command for one of its keys fails.
  cluster.refreshSlotsCache();
  throw new Error(`node ${missing} of the cluster is not connected`);
}
