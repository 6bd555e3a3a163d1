import type { RedisNode } from "@steptrace/redis-context";
import { parseInfo } from "./parse-info.js";

/** What a Redis says of itself; absent is what it does not say. */
export interface NodeFacts {
  /** `host:port`. */
  readonly address: string;
  /** Whether it is asked as one of a cluster. */
  readonly isAskedAsCluster: boolean;
  readonly version?: string;
  readonly isReplica: boolean;
  readonly isClusterNode: boolean;
  /** As `ok`; of a cluster's node. */
  readonly clusterState?: string;
  readonly usedBytes?: number;
  /** 0 for no bound. */
  readonly mostBytes?: number;
  readonly evictionPolicy?: string;
  readonly evictedKeys: number;
  readonly isAppendOnly?: boolean;
  /** As `everysec`. */
  readonly fsync?: string;
  /** When snapshots are taken, as `3600 1 300 100`; empty for never. */
  readonly snapshots?: string;
  /** Milliseconds since 1970 of the last snapshot. */
  readonly snapshotAtMs?: number;
  /** The names of the writes to disk whose last one failed. */
  readonly failedWrites: readonly string[];
  /** Why the settings could not be read; absent where they could. */
  readonly settingsFault?: string;
}

const WRITES = ["aof_last_write_status", "aof_last_bgrewrite_status", "rdb_last_bgsave_status"] as const;
const MS_PER_SECOND = 1000;

/** @throws {ContextError} where it says nothing of itself */
export async function readNode(node: RedisNode, isAskedAsCluster: boolean): Promise<NodeFacts> {
  const info = parseInfo(await node.info());
  const isClusterNode = info.get("cluster_enabled") === "1";
  const cluster = isClusterNode
    ? await node
        .clusterInfo()
        .then(parseInfo)
        .catch(() => undefined)
    : undefined;
  const settings = await readSettings(node);
  return {
    address: node.address,
    isAskedAsCluster,
    isReplica: info.get("role") === "slave",
    isClusterNode,
    evictedKeys: Number(info.get("evicted_keys") ?? 0),
    failedWrites: WRITES.filter((name) => (info.get(name) ?? "ok") !== "ok"),
    ...text("version", info.get("redis_version")),
    ...text("clusterState", cluster?.get("cluster_state")),
    ...text("evictionPolicy", info.get("maxmemory_policy")),
    ...number("usedBytes", info.get("used_memory")),
    ...number("mostBytes", info.get("maxmemory")),
    ...number("snapshotAtMs", info.get("rdb_last_save_time"), MS_PER_SECOND),
    ...(info.has("aof_enabled") && { isAppendOnly: info.get("aof_enabled") === "1" }),
    ...settings,
  };
}

/** CONFIG is forbidden by many who run a Redis for others. */
async function readSettings(
  node: RedisNode,
): Promise<Pick<NodeFacts, "fsync" | "snapshots" | "settingsFault">> {
  try {
    const [fsync, snapshots] = [await node.setting("appendfsync"), await node.setting("save")];
    return { ...text("fsync", fsync), ...text("snapshots", snapshots) };
  } catch (error) {
    return { settingsFault: error instanceof Error ? error.message : String(error) };
  }
}

function text<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: string });
}

function number<Key extends string>(
  key: Key,
  value: string | undefined,
  factor = 1,
): { readonly [K in Key]?: number } {
  return value === undefined ? {} : ({ [key]: Number(value) * factor } as { readonly [K in Key]?: number });
}
