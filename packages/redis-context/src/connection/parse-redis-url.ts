import { InvalidArgumentError } from "@steptrace/core";

/** Where a Redis is, and as whom to log in. */
export interface RedisLocation {
  readonly host: string;
  readonly port: number;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly db: number;
  readonly tls: boolean;
  /** 0: IPv4 or IPv6, whichever answers. */
  readonly family: 0 | 4 | 6;
}

const DEFAULT_PORT = 6379;
const EXAMPLE = "redis://user:password@host:6379/0";
const FAMILIES = new Map<string | null, RedisLocation["family"]>([
  [null, 0],
  ["0", 0],
  ["4", 4],
  ["6", 6],
]);

/**
 * Reads `redis://` and, for TLS, `rediss://`: `redis://[[user]:password@]host[:port][/db][?family=4|6]`.
 *
 * @throws {InvalidArgumentError} for all else; its message shows nothing of the URL, for any part may be of a password
 */
export function parseRedisUrl(text: string): RedisLocation {
  if (!/^rediss?:\/\//i.test(text)) throw invalidUrl("that begins with redis:// or rediss://");
  if (!URL.canParse(text)) throw invalidUrl(`like ${EXAMPLE}, special characters percent-encoded`);
  const url = new URL(text);
  const [, db] = /^\/?(\d{0,9})$/.exec(url.pathname) ?? [];
  if (db === undefined) throw invalidUrl("whose path is the number of a database");
  const family = FAMILIES.get(url.searchParams.get("family"));
  if (family === undefined || [...url.searchParams.keys()].some((name) => name !== "family")) {
    throw invalidUrl("without parameters but family=4 or family=6; other options need an ioredis client");
  }
  return {
    // URL keeps the brackets of an IPv6 address; sockets want it without.
    host: url.hostname.replace(/^\[|\]$/g, "") || "localhost",
    port: url.port === "" ? DEFAULT_PORT : Number(url.port),
    username: decode(url.username) || undefined,
    // A user without a password is still one to log in as.
    password: decode(url.password) || (url.username === "" ? undefined : ""),
    db: Number(db),
    tls: url.protocol === "rediss:",
    family,
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalidUrl(`like ${EXAMPLE}, with each % of user and password written as %25`);
  }
}

function invalidUrl(expected: string): InvalidArgumentError {
  return new InvalidArgumentError("redis", `a URL ${expected}`, "(hidden: it may hold a password)");
}
