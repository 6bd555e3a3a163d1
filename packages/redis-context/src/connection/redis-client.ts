import type { Cluster, Redis } from "ioredis";

/** A client of an application's own. */
export type RedisClient = Redis | Cluster;

/** By what it can do, not by its class: an application may have a copy of ioredis of its own. */
export function isRedisClient(value: unknown): value is RedisClient {
  if (typeof value !== "object" || value === null) return false;
  const { status, set, scan, once } = value as Partial<Record<string, unknown>>;
  return typeof status === "string" && [set, scan, once].every((method) => typeof method === "function");
}
