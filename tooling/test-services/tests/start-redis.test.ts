import { Cluster, Redis } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { startRedis, startRedisCluster } from "../src/index.js";

describe("startRedis", () => {
  it("keeps its data over a crash when the settings ask for it", async () => {
    const server = await startRedis({ settings: { appendonly: "yes", appendfsync: "always" } });
    onTestFinished(() => server.stop());
    const client = new Redis(server.url);
    onTestFinished(() => client.disconnect());
    client.on("error", () => {});
    await client.set("kept", "1");
    await server.crash();
    await server.restart();
    expect(await client.get("kept")).toBe("1");
  });

  it("can be stopped twice", async () => {
    const server = await startRedis();
    await server.stop();
    await server.stop();
  });

  it("says what the server said when it does not start", async () => {
    await expect(startRedis({ settings: { maxmemory: "nonsense" } })).rejects.toThrow(/maxmemory/);
  });
});

describe("startRedisCluster", () => {
  it("spreads keys over three nodes", async () => {
    const cluster = await startRedisCluster();
    onTestFinished(() => cluster.stop());
    const client = new Cluster([...cluster.nodes]);
    onTestFinished(() => client.disconnect());
    const keys = Array.from({ length: 30 }, (_, index) => `key:${index}`);
    for (const key of keys) await client.set(key, "x");
    const sizes = await Promise.all(client.nodes("master").map((node) => node.dbsize()));
    expect(sizes).toHaveLength(3);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(30);
  });
});
