import { isIP } from "node:net";
import { Redis } from "ioredis";
import type { RedisLocation } from "./parse-redis-url.js";

const SHORTEST_CONNECT_TIMEOUT_MS = 500;
const SHORTEST_SOCKET_TIMEOUT_MS = 1000;
const LONGEST_PAUSE_MS = 500;

/** A client of our own. */
export interface OpenedClient {
  readonly client: Redis;
  /** Why the client must not be used although it is connected; `undefined` as a rule. */
  readonly refusal: () => Error | undefined;
}

/**
 * Opens a client that fails early and heals early: it queues nothing, repeats nothing, and tries to connect again twice
 * a second at least, for as long as it takes.
 */
export function openClient(location: RedisLocation, commandTimeoutMs: number): OpenedClient {
  const { tls, ...address } = location;
  const client = new Redis({
    host: address.host,
    port: address.port,
    family: address.family,
    db: address.db,
    ...(address.username !== undefined && { username: address.username }),
    ...(address.password !== undefined && { password: address.password }),
    // Node names the host to the server only where it is told to; servers of many tenants go by it.
    ...(tls && { tls: isIP(address.host) ? {} : { servername: address.host } }),
    connectTimeout: Math.max(SHORTEST_CONNECT_TIMEOUT_MS, commandTimeoutMs),
    // Closes a connection whose other end has gone silent; without it a new one is never tried.
    socketTimeout: Math.max(SHORTEST_SOCKET_TIMEOUT_MS, 2 * commandTimeoutMs),
    disconnectTimeout: 100,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // It prints where a user may not run INFO, and waits up to ten seconds longer than a Redis that loads its data.
    enableReadyCheck: false,
    retryStrategy: (times) => Math.min(times * 50, LONGEST_PAUSE_MS),
    // After a failover the name stands for another server; this connection does not.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  });
  return { client, refusal: watch(client) };
}

/** Listens to the client's errors, which ioredis would print otherwise. */
function watch(client: Redis): () => Error | undefined {
  let refusal: Error | undefined;
  client.on("connect", () => {
    refusal = undefined;
  });
  client.on("error", (error: Error & { command?: { name: string } }) => {
    // ioredis goes on without the database that it was told to select: in database 0.
    if (error.command?.name === "select") refusal = error;
  });
  return () => refusal;
}
