import { describeTraceContext } from "@steptrace/contracts";
import "@steptrace/test-utils";
import { Redis } from "ioredis";
import { afterAll, describe, inject } from "vitest";
import { contextFactory } from "./support/context-factory.js";

const url = inject("redisUrl");

describe("a URL", () => {
  describeTraceContext(
    "RedisTraceContext",
    contextFactory(() => url),
  );
});

const clients = {
  "a client": {},
  "a client with a keyPrefix": { keyPrefix: "app:{1}*:" },
  "a client that pipelines by itself and gives numbers as strings": {
    enableAutoPipelining: true,
    stringNumbers: true,
  },
};
describe.each(Object.entries(clients))("%s", (_, options) => {
  const client = new Redis(url, { ...options, lazyConnect: true });
  afterAll(() => client.disconnect());
  describeTraceContext(
    "RedisTraceContext",
    contextFactory(() => client),
  );
});
