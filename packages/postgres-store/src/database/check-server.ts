import { InvalidArgumentError } from "@steptrace/core";
import { DEFAULT_PORT, type ServerConfig, type ServerTarget } from "./database-config.js";

const MAX_PORT = 65_535;

/** @throws {InvalidArgumentError} for a field that cannot be; the password is never shown */
export function checkServer(config: ServerConfig): ServerTarget {
  for (const field of ["host", "database", "user"] as const) {
    if (typeof config[field] !== "string" || config[field] === "") {
      throw new InvalidArgumentError(`database config.${field}`, "a non-empty string", config[field]);
    }
  }
  const { host, port = DEFAULT_PORT, database, user, password, ssl } = config;
  if (!Number.isInteger(port) || port < 1 || port > MAX_PORT) {
    throw new InvalidArgumentError("database config.port", `an integer from 1 to ${MAX_PORT}`, port);
  }
  if (password !== undefined && typeof password !== "string") {
    throw new InvalidArgumentError("database config.password", "a string", typeof password);
  }
  return {
    host,
    port,
    database,
    user,
    ...(password !== undefined && { password }),
    ...(ssl !== undefined && { ssl }),
    parameters: {},
    name: `${host}:${port}/${database}`,
  };
}
