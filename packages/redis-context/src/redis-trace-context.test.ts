import { InvalidArgumentError } from "@steptrace/core";
import { Redis } from "ioredis";
import { describe, expect, it } from "vitest";
import { RedisTraceContext } from "./redis-trace-context.js";

describe("new RedisTraceContext", () => {
  it.each([undefined, null, 6379, {}, { status: "ready" }])("refuses %j, which is no Redis", (redis) => {
    expect(() => new RedisTraceContext(redis as never)).toThrow(InvalidArgumentError);
  });

  it("refuses a malformed URL and malformed options", () => {
    expect(() => new RedisTraceContext("localhost:6379")).toThrow(InvalidArgumentError);
    expect(() => new RedisTraceContext(new Redis({ lazyConnect: true }), { ttlSeconds: 0 })).toThrow(
      "Invalid ttlSeconds: expected a whole number of seconds, 1 to 9007199254740991; received 0.",
    );
    expect(() => new RedisTraceContext(new Redis({ lazyConnect: true }), null as never)).toThrow(
      InvalidArgumentError,
    );
  });

  it("asks to be renewed in a time that a timer can wait for", () => {
    const context = (ttlSeconds: number) =>
      new RedisTraceContext(new Redis({ lazyConnect: true }), { ttlSeconds });
    expect(context(60).renewEveryMs).toBe(15_000);
    expect(context(Number.MAX_SAFE_INTEGER).renewEveryMs).toBe(2_147_483_647);
  });
});
