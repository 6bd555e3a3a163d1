import { privateRedis, redisCommand } from "@steptrace/test-utils";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { faultOf, logged } from "./support/fault-of.js";
import { openContext } from "./support/open-context.js";
import { QUICK_SYNC } from "./support/quick-sync.js";

const HEALING = { timeout: 10_000, interval: 20 };
const PASSWORD = "s3cret-w0rd";

describe("a Redis that refuses", () => {
  it("is named: no password was given", async () => {
    const server = await privateRedis();
    await redisCommand(server, "CONFIG", "SET", "requirepass", PASSWORD);
    const context = openContext(server.url);
    const error = await faultOf(context.setTraceId("exec-123", "trace"));
    expect(error.message).toMatch(/NOAUTH.*Give user and password in the URL/s);
  });

  it("is named, without the password: a wrong one was given; and heals when it is right", async () => {
    const server = await privateRedis({ aclfile: "" });
    const url = server.url.replace("//", `//alice:${PASSWORD}@`);
    const context = openContext(url);
    const error = await faultOf(context.setTraceId("exec-123", "trace"));
    expect(error.message).toMatch(/WRONGPASS.*Check user and password/s);
    expect(logged(error)).not.toContain(PASSWORD);
    await redisCommand(server, "ACL", "SETUSER", "alice", "on", `>${PASSWORD}`, "~*", "+@all");
    await expect.poll(() => context.setTraceId("exec-123", "trace"), HEALING).toBeUndefined();
  });

  it("is named: the user may not", async () => {
    const server = await privateRedis();
    await redisCommand(server, "ACL", "SETUSER", "bob", "on", `>${PASSWORD}`, "~*", "+get");
    const context = openContext(server.url.replace("//", `//bob:${PASSWORD}@`));
    expect(await context.getTraceId("exec-123")).toBeUndefined();
    expect((await faultOf(context.setTraceId("exec-123", "trace"))).message).toMatch(/NOPERM.*Let the user/s);
  });

  it("is named: its memory is full; and heals", async () => {
    const server = await privateRedis();
    const context = openContext(server.url);
    await context.setTraceId("exec-123", "trace");
    await redisCommand(server, "CONFIG", "SET", "maxmemory", "1");
    expect((await faultOf(context.setTraceId("exec-456", "trace"))).message).toMatch(/OOM.*maxmemory/s);
    expect(await context.getTraceId("exec-123")).toBe("trace");
    await redisCommand(server, "CONFIG", "SET", "maxmemory", "0");
    await context.setTraceId("exec-456", "trace");
  });

  it("is named: it is a replica; and heals when it is none any more", async () => {
    const [primary, replica] = await Promise.all([privateRedis(QUICK_SYNC), privateRedis(QUICK_SYNC)]);
    await redisCommand(replica, "REPLICAOF", primary.host, String(primary.port));
    const context = openContext(replica.url);
    await expect
      .poll(async () => (await faultOf(context.setTraceId("exec-123", "trace"))).message, HEALING)
      .toMatch(/READONLY.*address of the primary/s);
    await redisCommand(replica, "REPLICAOF", "NO", "ONE");
    await expect.poll(() => context.setTraceId("exec-123", "trace"), HEALING).toBeUndefined();
  });

  it("is named: it has no database of that number; nothing goes to another one", async () => {
    const server = await privateRedis({ databases: "2" });
    const context = openContext(`${server.url}/7`);
    expect((await faultOf(context.setTraceId("exec-123", "trace"))).message).toContain("out of range");
    expect((await faultOf(context.setTraceId("exec-123", "trace"))).message).toContain("out of range");
    expect(await redisCommand(server, "DBSIZE")).toBe(0);
    const other = openContext(`${server.url}/1`);
    await other.setTraceId("exec-123", "trace");
    expect(await redisCommand(server, "DBSIZE")).toBe(0);
  });

  it("is named: the key is of another kind", async () => {
    const server = await privateRedis();
    await redisCommand(server, "HSET", "trace_context:exec-123", "field", "value");
    const context = openContext(server.url);
    expect((await faultOf(context.getTraceId("exec-123"))).message).toMatch(/WRONGTYPE.*keyPrefix/s);
  });

  it("is named: it is a node of a cluster", async () => {
    const server = await privateRedis({ "cluster-enabled": "yes" });
    const context = openContext(server.url);
    expect((await faultOf(context.getTraceId("exec-123"))).message).toMatch(/CLUSTERDOWN/);
  });
});

describe("an outage", () => {
  it("prints nothing", async () => {
    const prints = (["log", "info", "warn", "error"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => {}),
    );
    onTestFinished(() => {
      for (const print of prints) print.mockRestore();
    });
    const server = await privateRedis();
    await redisCommand(server, "ACL", "SETUSER", "bob", "on", `>${PASSWORD}`, "~*", "+get");
    const [limited, refused, lost] = [
      openContext(server.url.replace("//", `//bob:${PASSWORD}@`)),
      openContext(server.url.replace("//", "//eve:wrong@")),
      openContext(server.url),
    ];
    await limited.getTraceId("exec-123");
    await faultOf(refused.getTraceId("exec-123"));
    await lost.getTraceId("exec-123");
    await server.crash();
    await faultOf(lost.getTraceId("exec-123"));
    for (const print of prints) expect(print).not.toHaveBeenCalled();
  });
});
