import { describeStepJournal } from "@steptrace/contracts";
import { type RedisCluster, startRedisCluster } from "@steptrace/test-services";
import { Cluster } from "ioredis";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { journalFactory } from "./support/journal-factory.js";

describeStepJournal(
  "RedisStepJournal",
  journalFactory(() => inject("redisUrl")),
);

describe("on a Cluster", () => {
  let servers: RedisCluster;
  let client: Cluster;
  beforeAll(async () => {
    servers = await startRedisCluster();
    client = new Cluster(servers.nodes.map(({ host, port }) => ({ host, port })));
  });
  afterAll(async () => {
    client.disconnect();
    await servers.stop();
  });

  describeStepJournal(
    "RedisStepJournal",
    journalFactory(() => client),
  );
});
