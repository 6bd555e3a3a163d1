import { inspect } from "node:util";
import { InvalidArgumentError } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import type { DatabaseConfig } from "./database-config.js";
import { openDatabase } from "./open-database.js";

const SERVER = { host: "localhost", port: 5432, database: "app", user: "app", password: "secret" };

describe("openDatabase", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a number", 5432],
    ["an empty object", {}],
    ["a server without a user", { host: "localhost", database: "app", password: "secret" }],
    ["a directory that is no text", { directory: 1 }],
    ["an empty directory", { directory: "" }],
    ["a time to wait that is none", { directory: "x", waitMs: Number.NaN }],
    ["a function", () => "secret"],
    ["a server with an empty host", { ...SERVER, host: "" }],
    ["a server without a database", { ...SERVER, database: undefined }],
    ["a port as text", { ...SERVER, port: "5432" }],
    ["the port 0", { ...SERVER, port: 0 }],
    ["a port that does not exist", { ...SERVER, port: 65_536 }],
    ["a password that is no text", { ...SERVER, password: ["secret"] }],
  ])("refuses %s, and shows no password", (_, config) => {
    expectRefusal(() => openDatabase(config as DatabaseConfig));
  });

  it.each([
    ["schema", ""],
    ["schema", "x".repeat(64)],
    ["schema", "a\u0000b"],
    ["prepare", "no"],
    ["max", 0],
    ["max", 1.5],
    ["timeoutMs", 0],
    ["timeoutMs", Number.NaN],
    ["timeoutMs", Number.POSITIVE_INFINITY],
    ["timeoutMs", 2 ** 31],
    ["timeoutMs", "1000"],
  ])("refuses the option %s: %j", (option, value) => {
    expectRefusal(() => openDatabase(SERVER, { [option]: value }));
  });

  it("names the place without the credentials", () => {
    expect(openDatabase(SERVER).target).toBe("localhost:5432/app");
    expect(openDatabase("postgres://app:secret@db:1234/app").target).toBe("db:1234/app");
  });

  it("lets a server's own fields go before the options", () => {
    expect(openDatabase({ ...SERVER, schema: "own" }, { schema: "other" }).schema).toBe("own");
    expect(openDatabase(SERVER, { schema: "other" }).schema).toBe("other");
  });
});

function expectRefusal(act: () => unknown): void {
  let error: unknown;
  try {
    act();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("secret");
}
