import type { PrivateServer, ServerOptions } from "../process/private-server.js";
import { startServer } from "../start-server.js";
import { postgresKind } from "./postgres-kind.js";

/**
 * Starts a fresh PostgreSQL on a free port in a temporary directory: for tests that crash it, pause it or need
 * settings of their own. `fsync` is off; what was committed survives the server's death all the same.
 *
 * @throws when PostgreSQL is not installed and cannot be
 * @example
 * const server = await startPostgres({ settings: { max_connections: "20" } });
 * await server.crash();
 * await server.restart();
 * await server.stop();
 */
export function startPostgres(options: ServerOptions = {}): Promise<PrivateServer> {
  return startServer(postgresKind, options);
}
