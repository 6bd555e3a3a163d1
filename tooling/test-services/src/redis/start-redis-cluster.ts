import { Redis } from "ioredis";
import type { PrivateServer } from "../process/private-server.js";
import { waitUntil } from "../process/wait-until.js";
import { startRedis } from "./start-redis.js";
import { withRedis } from "./with-redis.js";

/** A Redis Cluster that belongs to one test. */
export interface RedisCluster {
  /** The three masters: `new Cluster(nodes)` of ioredis takes them as they are, and each can be crashed or paused. */
  readonly nodes: readonly PrivateServer[];
  /** Ends the nodes and removes their data. */
  stop(): Promise<void>;
}

const size = 3;
const slots = 16_384;

const nodeSettings = {
  "cluster-enabled": "yes",
  "cluster-node-timeout": "2000",
  "cluster-announce-ip": "127.0.0.1",
};

/**
 * Starts a Redis Cluster of three masters without replicas, and waits until each of them calls it complete.
 *
 * @throws when Redis is not installed and cannot be, or the cluster does not form within 30 seconds
 */
export async function startRedisCluster(): Promise<RedisCluster> {
  const started = await Promise.allSettled(
    Array.from({ length: size }, () => startRedis({ settings: nodeSettings })),
  );
  const nodes = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    for (const result of started) if (result.status === "rejected") throw result.reason;
    for (const [index, node] of nodes.entries()) await assignSlots(node, index);
    await introduce(nodes);
    await Promise.all(nodes.map(untilComplete));
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, stop };
}

async function assignSlots(node: PrivateServer, index: number): Promise<void> {
  const first = Math.ceil((slots * index) / size);
  const end = Math.ceil((slots * (index + 1)) / size);
  const range = Array.from({ length: end - first }, (_, offset) => first + offset);
  await ask(node, async (client) => {
    // Two nodes with one epoch would each wait for the other to give way.
    await client.call("CLUSTER", "SET-CONFIG-EPOCH", index + 1);
    await client.call("CLUSTER", "ADDSLOTS", ...range);
  });
}

async function introduce(nodes: readonly PrivateServer[]): Promise<void> {
  const [first, ...others] = nodes;
  if (first === undefined) return;
  await ask(first, async (client) => {
    for (const { host, port } of others) await client.call("CLUSTER", "MEET", host, port);
  });
}

async function untilComplete(node: PrivateServer): Promise<void> {
  const check = async () => {
    const info = String(await ask(node, (client) => client.call("CLUSTER", "INFO")));
    const complete = info.includes("cluster_state:ok") && info.includes(`cluster_size:${size}`);
    if (!complete) throw new Error(info.split("\r\n").slice(0, 7).join(", "));
  };
  await waitUntil(`the cluster node on port ${node.port}`, check, 30_000);
}

function ask<T>(node: PrivateServer, question: (client: Redis) => Promise<T>): Promise<T> {
  return withRedis(new Redis(node.url, { lazyConnect: true }), question);
}
