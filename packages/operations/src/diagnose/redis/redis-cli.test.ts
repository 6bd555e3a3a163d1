import { expect, it } from "vitest";
import { redisCli } from "./redis-cli.js";

it.each([
  ["db:6379", "redis-cli -u redis://db:6379"],
  ["[::1]:6379", "redis-cli -u redis://[::1]:6379"],
  ["/run/redis.sock", "redis-cli -s /run/redis.sock"],
  ["the cluster a:7000, b:7001", "redis-cli -u redis://a:7000"],
  ["the Sentinel group 'main'", "redis-cli"],
])("asks %s by %s", (address, command) => {
  expect(redisCli(address)).toBe(command);
});
