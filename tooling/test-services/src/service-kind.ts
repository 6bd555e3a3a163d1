import type { PrivateServer, ServerOptions } from "./process/private-server.js";

/** What the ways of getting a service need to know about one of them. */
export interface ServiceKind {
  readonly name: "PostgreSQL" | "Redis";
  /** The environment variable that names a server of the user's own. */
  readonly variable: "DATABASE_URL" | "REDIS_URL";
  /** Where a server listens that was started in the usual way. */
  readonly listeningUrl: string;
  /** The program that must be installed to start a server. */
  readonly program: "postgres" | "redis-server";
  readonly aptPackage: string;
  readonly compose: {
    readonly service: string;
    readonly portVariable: string;
    url(port: number): string;
  };
  /** Resolves when the server at `url` answers a query; rejects with the reason when it does not. */
  ping(url: string): Promise<void>;
  /** The directory of the service's programs, or undefined when they are not installed. */
  findPrograms(): Promise<string | undefined>;
  /** Starts a fresh server from the programs in `directory`. */
  launch(directory: string, options?: ServerOptions): Promise<PrivateServer>;
}
