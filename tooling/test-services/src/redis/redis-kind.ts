import { findProgram } from "../process/find-program.js";
import type { ServiceKind } from "../service-kind.js";
import { launchRedis } from "./launch-redis.js";
import { pingRedis } from "./ping-redis.js";

/** Redis, as the ways of getting a service see it. */
export const redisKind: ServiceKind = {
  name: "Redis",
  variable: "REDIS_URL",
  listeningUrl: "redis://127.0.0.1:6379",
  program: "redis-server",
  aptPackage: "redis-server",
  compose: { service: "redis", portVariable: "REDIS_PORT", url: (port) => `redis://127.0.0.1:${port}` },
  ping: pingRedis,
  findPrograms: () => findProgram("redis-server"),
  launch: launchRedis,
};
