import { randomUUID } from "node:crypto";
import { ContextError } from "@steptrace/core";
import { startRedisCluster } from "@steptrace/test-services";
import { privateRedis } from "@steptrace/test-utils";
import { Cluster, Redis } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { RedisInspector, RedisStepJournal } from "../src/index.js";

/** Two journals, of which one is closed, and their ids. */
async function writeJournals(
  redis: ConstructorParameters<typeof RedisStepJournal>[0],
): Promise<readonly string[]> {
  await using journal = new RedisStepJournal(redis, { commandTimeoutMs: 5000 });
  const ids = [randomUUID(), randomUUID()] as const;
  for (const id of ids) await journal.open(id, "x".repeat(10_000));
  await journal.close(ids[0], "y");
  return ids;
}

describe("RedisInspector", () => {
  it("reads what Redis says of itself, and changes nothing", async () => {
    const server = await privateRedis({ appendfsync: "always" });
    await using inspector = new RedisInspector(server.url);
    expect(inspector.address).toBe(`127.0.0.1:${server.port}`);
    expect(inspector.isCluster).toBe(false);
    expect(await inspector.ping()).toBeGreaterThan(0);
    expect(Math.abs((await inspector.now()) - Date.now())).toBeLessThan(60_000);
    const [node, ...others] = await inspector.nodes();
    expect(others).toEqual([]);
    expect(await node?.info()).toContain("redis_version:");
    expect(await node?.setting("appendfsync")).toBe("always");
    expect(await node?.setting("no-such-setting")).toBeUndefined();
    expect(await inspector.journalBytes([randomUUID()])).toBe(0);
  });

  it("measures journals, open and closed ones, of a client with a prefix of its own as well", async () => {
    const server = await privateRedis();
    const client = new Redis(server.url, { keyPrefix: "app:" });
    onTestFinished(() => client.disconnect());
    for (const redis of [server.url, client]) {
      const ids = await writeJournals(redis);
      await using inspector = new RedisInspector(redis);
      expect(await inspector.journalBytes(ids)).toBeGreaterThan(20_000);
    }
  });

  it("rejects with ContextError when Redis is gone, and once it was closed", async () => {
    const server = await privateRedis();
    const inspector = new RedisInspector(server.url);
    await inspector.ping();
    await server.crash();
    await expect(inspector.now()).rejects.toBeInstanceOf(ContextError);
    await inspector.close();
    await expect(inspector.ping()).rejects.toThrow(/closed here/);
  });

  it("finds every node of a cluster, and measures journals on any of them", { timeout: 60_000 }, async () => {
    const servers = await startRedisCluster();
    onTestFinished(() => servers.stop());
    const cluster = new Cluster(servers.nodes.map(({ host, port }) => ({ host, port })));
    onTestFinished(() => cluster.disconnect());
    const ids = (await Promise.all([1, 2, 3, 4].map(() => writeJournals(cluster)))).flat();
    await using inspector = new RedisInspector(cluster, { commandTimeoutMs: 5000 });
    expect(inspector.isCluster).toBe(true);
    const nodes = await inspector.nodes();
    expect(nodes.map(({ address }) => address).sort()).toEqual(
      servers.nodes.map(({ host, port }) => `${host}:${port}`).sort(),
    );
    for (const node of nodes) expect(await node.clusterInfo()).toContain("cluster_state:ok");
    expect(await inspector.journalBytes(ids)).toBeGreaterThan(80_000);
  });
});
