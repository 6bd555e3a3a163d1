import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../faults/usage-error.js";
import { requireDatabaseUrl } from "./require-database-url.js";
import { resolveConnection } from "./resolve-connection.js";

const env = { DATABASE_URL: "postgres://env/db", REDIS_URL: "redis://env" };

describe("resolveConnection", () => {
  it("is the embedded store of the working directory where nothing is said", () => {
    expect(resolveConnection({}, {})).toEqual({
      databaseUrl: undefined,
      directory: resolve(".steptrace"),
      schema: undefined,
      redisUrl: undefined,
    });
  });

  it("takes the environment, and options before it", () => {
    expect(resolveConnection({}, env)).toMatchObject({
      databaseUrl: "postgres://env/db",
      redisUrl: "redis://env",
    });
    const options = { databaseUrl: "postgres://option/db", redisUrl: "redis://option" };
    expect(resolveConnection(options, env)).toMatchObject(options);
  });

  it("takes an empty variable as none", () => {
    expect(resolveConnection({}, { DATABASE_URL: "" }).databaseUrl).toBeUndefined();
  });

  it("uses the directory that was asked for in spite of DATABASE_URL", () => {
    expect(resolveConnection({ directory: "/tmp/x" }, env)).toMatchObject({
      databaseUrl: undefined,
      directory: "/tmp/x",
    });
  });

  it("refuses two places at once", () => {
    expect(() => resolveConnection({ databaseUrl: "postgres://a", directory: "b" }, {})).toThrow(UsageError);
  });
});

describe("requireDatabaseUrl", () => {
  it.each(["postgres://user:pass%40word@host:5432/db", "postgresql://host/db", "postgres:///db"])(
    "takes %s",
    (url) => {
      expect(requireDatabaseUrl(url)).toBe(url);
    },
  );

  it.each([
    ["user:hunter2@host/db", /no scheme/],
    ["postgres:/user:hunter2@host/db", /no scheme/],
    ["mysql://user:hunter2@host/db", /begins with mysql:\/\//],
    ["postgres://user:hunter2@host:port/db", /cannot be read/],
    ["postgres://user:hunter2%@host/db", /stray %/],
    ["postgres://user:hunter2@host/%E0%A4", /stray %/],
  ])("refuses %s and does not tell the password", (url, expected) => {
    const refuse = (): string => requireDatabaseUrl(url);
    expect(refuse).toThrow(expected);
    expect(refuse).toThrow(UsageError);
    expect(refuse).not.toThrow(/hunter2/);
  });
});
