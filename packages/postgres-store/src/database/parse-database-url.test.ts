import { inspect } from "node:util";
import { InvalidArgumentError } from "@steptrace/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDatabaseUrl } from "./parse-database-url.js";
import { redactUrl } from "./redact-url.js";

describe("parseDatabaseUrl", () => {
  it("reads user, password, host, port and database, percent-encoded where it needs to be", () => {
    expect(parseDatabaseUrl("postgres://a%40pp:s%2Fe%23c%20r%25t@db.example:6543/my%20db")).toEqual({
      host: "db.example",
      port: 6543,
      user: "a@pp",
      password: "s/e#c r%t",
      database: "my db",
      parameters: {},
      name: "db.example:6543/my db",
    });
  });

  it("gives back any user, password and database that were encoded, and redactUrl hides them", () => {
    const part = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(part, part, part, (user, password, database) => {
        const url = `postgres://${[user, password].map(encodeURIComponent).join(":")}@host/${encodeURIComponent(database)}`;
        // A dot alone is a step in a path, however it is encoded.
        fc.pre(!/^\.{1,2}$/.test(database));
        expect(parseDatabaseUrl(url)).toMatchObject({ host: "host", user, password, database });
        expect(redactUrl(url)).toBe(`postgres://***@host/${encodeURIComponent(database)}`);
      }),
    );
  });

  it("leaves out what is not said", () => {
    expect(parseDatabaseUrl("postgresql:///")).toEqual({
      host: "localhost",
      port: 5432,
      parameters: {},
      name: "localhost:5432/the user's default database",
    });
  });

  it.each([
    ["postgres://app:p@ss@host/db", "p@ss"],
    ["postgres://app:a b@host/db", "a b"],
  ])("understands a password that was not encoded where it can: %s", (url, password) => {
    expect(parseDatabaseUrl(url)).toMatchObject({ user: "app", password, host: "host", database: "db" });
  });

  it("takes an IPv6 address, and a directory of sockets", () => {
    expect(parseDatabaseUrl("postgres://app@[::1]:5433/db")).toMatchObject({ host: "::1", port: 5433 });
    expect(parseDatabaseUrl("postgres:///db?host=/var/run/postgresql&user=app")).toMatchObject({
      host: "/var/run/postgresql",
      user: "app",
    });
  });

  it.each([
    ["disable", false],
    ["prefer", "prefer"],
    ["require", "require"],
    ["no-verify", "require"],
    ["verify-full", true],
  ])("takes sslmode=%s for %j", (mode, ssl) => {
    expect(parseDatabaseUrl(`postgres://app@host/db?sslmode=${mode}`).ssl).toBe(ssl);
  });

  it("verifies the certificate's chain, and not its name, with sslmode=verify-ca", () => {
    expect(parseDatabaseUrl("postgres://app@host/db?sslmode=verify-ca").ssl).toMatchObject({
      checkServerIdentity: expect.any(Function),
    });
  });

  it.each(["required", "REQUIRE", "verify_full", ""])(
    "refuses sslmode=%s, rather than go on without TLS, and says what there is",
    (mode) => {
      const error = errorOf(() => parseDatabaseUrl(`postgres://app:secret@host/db?sslmode=${mode}`));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(String(error)).toContain("sslmode");
      expect(String(error)).toContain("verify-full");
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("secret");
    },
  );

  it("tells the server of its own settings, and not of those that are meant for other clients", () => {
    const url =
      "postgres://app@ep-1.neon.tech/db?sslmode=require&channel_binding=require&options=endpoint%3Dep-1" +
      "&application_name=ci&connect_timeout=3&pgbouncer=true";
    expect(parseDatabaseUrl(url)).toMatchObject({
      ssl: "require",
      prepare: false,
      parameters: { options: "endpoint=ep-1", application_name: "ci" },
    });
  });

  describe("refuses, and shows nothing of", () => {
    it.each([
      "",
      "secret",
      "app:secret@host/db",
      "postgres://app:sec/ret@host/db",
      "postgres://app:12/secret@host/db",
      "postgres://app:12?secret@host/db",
      "postgres://app:12#secret@host/db",
      "postgres://app:p@s/secret@host/db",
      "postgres://app:p@s#secret@host/db",
      "postgres://app:%zzsecret@host/db",
      "postgres://app:secret",
      "postgres://app:secret@host:port/db",
      "postgres://app:secret@ho st/db",
      "mysql://app:secret@host/db",
      "host=localhost password='my secret'",
    ])("%j", (text) => {
      const error = errorOf(() => parseDatabaseUrl(text));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("secret");
      expect(String(error)).toContain("postgres://user:password@host:5432/database");
    });
  });
});

function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
