import { Cluster, Redis } from "ioredis";
import { describe, expect, it } from "vitest";
import { addressOf } from "./address-of.js";

const lazy = { lazyConnect: true } as const;

describe("addressOf", () => {
  it.each([
    ["host:port", new Redis("redis://alice:s3cret@cache:7000/2", lazy)],
    ["brackets around IPv6", new Redis({ ...lazy, host: "::1", port: 7000 })],
    ["a socket's path", new Redis("/run/redis.sock", lazy)],
    ["a Sentinel group", new Redis({ ...lazy, sentinels: [{ host: "a", port: 1 }], name: "main" })],
    ["a cluster", new Cluster([{ host: "a", port: 1 }], lazy)],
  ])("names %s, without a secret", (name, client) => {
    const expected: Readonly<Record<string, string>> = {
      "host:port": "cache:7000",
      "brackets around IPv6": "[::1]:7000",
      "a socket's path": "/run/redis.sock",
      "a Sentinel group": "the Sentinel group 'main'",
      "a cluster": "a cluster of which no node is connected",
    };
    expect(addressOf(client)).toBe(expected[name]);
  });
});
