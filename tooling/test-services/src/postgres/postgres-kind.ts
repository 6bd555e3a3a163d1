import type { ServiceKind } from "../service-kind.js";
import { findPostgres } from "./find-postgres.js";
import { launchPostgres } from "./launch-postgres.js";
import { pingPostgres } from "./ping-postgres.js";

/** PostgreSQL, as the ways of getting a service see it. */
export const postgresKind: ServiceKind = {
  name: "PostgreSQL",
  variable: "DATABASE_URL",
  listeningUrl: "postgres://postgres@127.0.0.1:5432/postgres",
  program: "postgres",
  aptPackage: "postgresql",
  compose: {
    service: "postgres",
    portVariable: "POSTGRES_PORT",
    url: (port) => `postgres://postgres@127.0.0.1:${port}/postgres`,
  },
  ping: pingPostgres,
  findPrograms: findPostgres,
  launch: launchPostgres,
};
