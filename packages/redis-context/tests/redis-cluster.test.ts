import { describeTraceContext, executionsOf } from "@steptrace/contracts";
import { type RedisCluster, startRedisCluster } from "@steptrace/test-services";
import { Cluster } from "ioredis";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { RedisTraceContext } from "../src/index.js";
import { contextFactory } from "./support/context-factory.js";
import { faultOf } from "./support/fault-of.js";

let servers: RedisCluster;
beforeAll(async () => {
  servers = await startRedisCluster();
});
afterAll(() => servers.stop());

type ClusterOptions = NonNullable<ConstructorParameters<typeof Cluster>[1]>;

function connect(options: ClusterOptions): Cluster {
  return new Cluster(
    servers.nodes.map(({ host, port }) => ({ host, port })),
    options,
  );
}

const kinds: Readonly<Record<string, ClusterOptions>> = {
  "a Cluster": {},
  "a Cluster with a keyPrefix": { keyPrefix: "app:" },
  "a Cluster with a keyPrefix for its nodes": { redisOptions: { keyPrefix: "app:*:" } },
  "a Cluster that pipelines by itself": { enableAutoPipelining: true },
};
describe.each(Object.entries(kinds))("%s", (_, options) => {
  let client: Cluster;
  beforeAll(() => {
    client = connect(options);
  });
  afterAll(() => client.disconnect());
  describeTraceContext(
    "RedisTraceContext",
    contextFactory(() => client),
  );
});

describe("a Cluster of which a node is gone", () => {
  function open(): RedisTraceContext {
    const client = connect({ clusterRetryStrategy: () => 50 });
    client.on("error", () => {});
    onTestFinished(() => client.disconnect());
    return new RedisTraceContext(client, { keyPrefix: "gone:" });
  }

  // On every node some.
  const ids = Array.from({ length: 30 }, (_, index) => `exec-${index}`);
  async function setAll(context: RedisTraceContext): Promise<void> {
    const set = () => Promise.all(ids.map((id) => context.setTraceId(id, "trace")));
    await expect.poll(set, { timeout: 15_000 }).toBeDefined();
  }

  it("lists no part of the executions for all of them, and heals", async () => {
    const context = open();
    await setAll(context);
    const [node] = servers.nodes;
    await node?.crash();
    onTestFinished(async () => node?.restart());
    await expect
      .poll(async () => (await faultOf(executionsOf(context))).message, { timeout: 15_000 })
      .toContain(`node 127.0.0.1:${node?.port} of the cluster is not connected`);
    await faultOf(context.clearAll());
    await node?.restart();
    await setAll(context);
    expect(await executionsOf(context)).toEqual(ids.toSorted());
  });

  it("answers in time while a node is paused, and heals", async () => {
    const context = open();
    await setAll(context);
    const [node] = servers.nodes;
    await node?.pause();
    onTestFinished(async () => node?.resume());
    await faultOf(Promise.all(ids.map((id) => context.getTraceId(id))));
    await faultOf(executionsOf(context));
    await node?.resume();
    await setAll(context);
    expect(await executionsOf(context)).toEqual(ids.toSorted());
  });
});
