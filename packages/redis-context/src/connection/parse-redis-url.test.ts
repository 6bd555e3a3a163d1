import { InvalidArgumentError } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { parseRedisUrl } from "./parse-redis-url.js";

const plain = {
  host: "localhost",
  port: 6379,
  username: undefined,
  password: undefined,
  db: 0,
  tls: false,
  family: 0,
};

describe("parseRedisUrl", () => {
  it.each([
    ["redis://localhost", {}],
    ["redis://", {}],
    ["redis://localhost/", {}],
    ["REDIS://localhost:7000/3", { port: 7000, db: 3 }],
    ["rediss://cache.example.com:6380", { host: "cache.example.com", port: 6380, tls: true }],
    ["redis://:secret@localhost", { password: "secret" }],
    ["redis://alice:p%40ss%3A%2F@localhost", { username: "alice", password: "p@ss:/" }],
    ["redis://alice@localhost", { username: "alice", password: "" }],
    ["redis://[::1]:7000", { host: "::1", port: 7000 }],
    ["redis://localhost?family=6", { family: 6 }],
  ])("reads %s", (url, expected) => {
    expect(parseRedisUrl(url)).toEqual({ ...plain, ...expected });
  });

  it.each([
    "",
    "localhost:6379",
    "alice:s3cret@localhost:6379",
    "http://alice:s3cret@localhost",
    "redis:/s3cret",
    "redis://alice:s3cret@localhost:port",
    "redis://alice:s3cret",
    "redis://:s3cret/with/slash@localhost",
    "redis://alice:12/s3cret@localhost",
    "redis://alice:s3cret%zz@localhost",
    "redis://alice:s3cret@localhost/name",
    "redis://localhost?password=s3cret",
    "redis://localhost/0?family=5&s3cret",
    "redis://s3cret host",
  ])("refuses %s, and shows none of it", (url) => {
    expect(() => parseRedisUrl(url)).toThrow(InvalidArgumentError);
    try {
      parseRedisUrl(url);
    } catch (error) {
      expect(error).toMatchObject({
        message: expect.stringMatching(/^Invalid redis: expected a URL .*hidden/),
      });
      expect(JSON.stringify(error, ["message", "stack", "cause", "input"])).not.toContain("s3cret");
      expect(String((error as Error).stack)).not.toContain("s3cret@");
      expect((error as Error).cause).toBeUndefined();
    }
  });
});
