import type { PrivateServer, ServerOptions } from "../process/private-server.js";
import { startServer } from "../start-server.js";
import { redisKind } from "./redis-kind.js";

/**
 * Starts a fresh Redis on a free port in a temporary directory: for tests that crash it, pause it or need settings
 * of their own.
 *
 * @throws when Redis is not installed and cannot be
 * @example
 * const server = await startRedis({ settings: { appendonly: "yes", appendfsync: "always" } });
 * await server.crash();
 * await server.restart();
 * await server.stop();
 */
export function startRedis(options: ServerOptions = {}): Promise<PrivateServer> {
  return startServer(redisKind, options);
}
