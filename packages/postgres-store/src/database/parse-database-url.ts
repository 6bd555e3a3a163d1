import { InvalidArgumentError } from "@steptrace/core";
import { DEFAULT_PORT, type ServerConfig, type ServerTarget } from "./database-config.js";

const EXPECTED =
  "a URL like postgres://user:password@host:5432/database, with @ / ? # % and spaces in the password percent-encoded";

/** libpq's names for how much TLS has to prove, as the driver has them; `prefer` goes on without TLS. */
const SSL_BY_MODE: ReadonlyMap<string, NonNullable<ServerConfig["ssl"]>> = new Map<
  string,
  NonNullable<ServerConfig["ssl"]>
>([
  ["disable", false],
  ["false", false],
  ["allow", "prefer"],
  ["prefer", "prefer"],
  ["require", "require"],
  ["no-verify", "require"],
  ["verify-ca", { checkServerIdentity: () => undefined }],
  ["verify-full", true],
  ["true", true],
]);

/** Parameters that say where to connect, or that are meant for other clients: a server refuses to be told of them. */
const NOT_FOR_THE_SERVER: ReadonlySet<string> = new Set([
  "host",
  "port",
  "user",
  "password",
  "dbname",
  "ssl",
  "sslmode",
  "sslcert",
  "sslkey",
  "sslpassword",
  "sslrootcert",
  "sslnegotiation",
  "sslaccept",
  "channel_binding",
  "gssencmode",
  "krbsrvname",
  "target_session_attrs",
  "connect_timeout",
  "keepalives",
  "uselibpqcompat",
  "pgbouncer",
  "connection_limit",
  "pool_timeout",
]);

/**
 * Where a connection URL leads. Parsed here and not by the driver, which takes an encoded database name as it stands,
 * and tells the server of parameters that are none of its business.
 *
 * @throws {InvalidArgumentError} for a URL that is none; its message never holds any of it but the scheme, or an unknown
 * `sslmode`
 */
export function parseDatabaseUrl(text: string): ServerTarget {
  try {
    return targetOf(new URL(text));
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error;
    // Without a cause: the platform's own error holds the whole text.
    throw new InvalidArgumentError("database URL", EXPECTED, describe(text));
  }
}

function targetOf(url: URL): ServerTarget {
  if (!/^postgres(?:ql)?:$/.test(url.protocol) || hasStrayDelimiter(url)) throw new TypeError();
  const { searchParams } = url;
  const host = searchParams.get("host") || url.hostname.replace(/^\[(.*)\]$/, "$1") || "localhost";
  const port = Number(url.port || searchParams.get("port") || DEFAULT_PORT);
  const user = decodeURIComponent(url.username) || searchParams.get("user");
  const password = decodeURIComponent(url.password) || searchParams.get("password");
  const database = decodeURIComponent(url.pathname.slice(1)) || searchParams.get("dbname");
  const ssl = sslOf(searchParams.get("sslmode") ?? searchParams.get("ssl"));
  return {
    host,
    port,
    ...(user && { user }),
    ...(password && { password }),
    ...(database && { database }),
    ...(ssl !== undefined && { ssl }),
    ...(searchParams.get("pgbouncer") === "true" && { prepare: false }),
    parameters: Object.fromEntries([...searchParams].filter(([name]) => !NOT_FOR_THE_SERVER.has(name))),
    name: `${host}:${port}/${database || "the user's default database"}`,
  };
}

/** One that is unknown is refused: without it, the connection would be made without TLS. */
function sslOf(mode: string | null): ServerConfig["ssl"] {
  if (mode === null) return undefined;
  const ssl = SSL_BY_MODE.get(mode);
  if (ssl !== undefined) return ssl;
  throw new InvalidArgumentError("sslmode of the database URL", [...SSL_BY_MODE.keys()].join(", "), mode);
}

/** An unencoded / ? or # in a password ends the host early: what follows it, the real @ included, lands elsewhere. */
function hasStrayDelimiter({ hash, pathname, search }: URL): boolean {
  return hash !== "" || /[@/]/.test(pathname.slice(1)) || search.includes("@");
}

function describe(text: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? "";
  return `${scheme}***`;
}
