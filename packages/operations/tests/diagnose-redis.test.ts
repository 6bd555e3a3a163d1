import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ExecutionTracer, TraceRecorder } from "@steptrace/core";
import { RedisStepJournal } from "@steptrace/redis-context";
import { type PrivateServer, startRedisCluster } from "@steptrace/test-services";
import { privateRedis, redisCommand } from "@steptrace/test-utils";
import { Cluster } from "ioredis";
import { describe, expect, onTestFinished } from "vitest";
import { type DiagnoseOptions, type Diagnosis, diagnose, type Finding } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";

/** Servers are started, and conditions waited for. */
const TIMEOUT_MS = 60_000;
/** Settings of a Redis that loses nothing. */
const DURABLE: Readonly<Record<string, string>> = { appendonly: "yes" };
const PASSWORD = "s3cret-w0rd";

type Options = Omit<DiagnoseOptions, "database" | "redis">;

function examine(
  db: { readonly url: string },
  redis: DiagnoseOptions["redis"] & {},
  options: Options = {},
): Promise<Diagnosis> {
  return diagnose({ database: db.url, redis, ...options });
}

async function findings(db: { readonly url: string }, server: PrivateServer): Promise<readonly Finding[]> {
  return (await examine(db, server.url)).findings;
}

/** The words of a fix after `redis-cli -u URL`, without its comment. */
function commandOf(finding: Finding | undefined): readonly [string, ...string[]] {
  const [, words = ""] = /^redis-cli -u \S+ ([^#]*)/.exec(finding?.fix ?? "") ?? [];
  const [name = "", ...args] = words.trim().split(/\s+/);
  return [name, ...args];
}

/** Leaves a trace in the journal that nobody ends. */
async function abandonTrace({ url }: PrivateServer): Promise<string> {
  const journal = new RedisStepJournal(url, { commandTimeoutMs: 5000 });
  onTestFinished(() => journal.disconnect());
  const tracer = new ExecutionTracer({ journal });
  const traceId = await tracer.startTrace(`etl ${randomUUID()}`);
  await new TraceRecorder(tracer, { traceId }).startStep("load").journaled();
  tracer.clearCurrentTrace();
  return traceId;
}

describe("a healthy Redis", { timeout: TIMEOUT_MS }, () => {
  test("has no findings, and says what was looked at", async ({ db }) => {
    const server = await privateRedis(DURABLE);
    const diagnosis = await examine(db, server.url);
    expect(diagnosis.findings).toEqual([]);
    expect(diagnosis.notes).toEqual([]);
    expect(diagnosis.examinations.slice(-4).map(({ name, state }) => `${name} ${state}`)).toEqual([
      "redis well",
      "redis memory well",
      "redis disk well",
      "journals well",
    ]);
    expect(diagnosis.services[1]).toEqual({
      name: "redis",
      target: `127.0.0.1:${server.port}`,
      isReached: true,
    });
    expect(await redisCommand(server, "DBSIZE")).toBe(0);
  });

  test("may be one with a password, a user of its own, and snapshots alone, which is told", async ({
    db,
  }) => {
    const server = await privateRedis({ save: "3600 1" });
    await redisCommand(server, "ACL", "SETUSER", "alice", "on", `>${PASSWORD}`, "~*", "+@all");
    const diagnosis = await examine(db, server.url.replace("//", `//alice:${PASSWORD}@`));
    expect(diagnosis.findings).toEqual([]);
    expect(diagnosis.notes).toMatchObject([
      { about: "redis disk", text: expect.stringMatching(/^Redis takes snapshots \(the last at 20/) },
    ]);
    expect(JSON.stringify(diagnosis)).not.toMatch(new RegExp(`${PASSWORD}|alice`));
  });
});

describe("a Redis", { timeout: TIMEOUT_MS }, () => {
  test("is found to evict journals; the command of the fix forbids it", async ({ db }) => {
    const server = await privateRedis({
      ...DURABLE,
      maxmemory: "100mb",
      "maxmemory-policy": "allkeys-lru",
    });
    const [finding, ...others] = await findings(db, server);
    expect(finding).toMatchObject({
      code: "redis-may-evict",
      severity: "warning",
      what: expect.stringMatching(/allkeys-lru.*journal of a running trace may be removed/),
    });
    expect(others).toEqual([]);
    await redisCommand(server, ...commandOf(finding));
    expect(await findings(db, server)).toEqual([]);
  });

  test("is found to be full; the command of the fix gives it room", async ({ db }) => {
    const server = await privateRedis({ ...DURABLE, maxmemory: "500kb" });
    const [finding, ...others] = await findings(db, server);
    expect(finding).toMatchObject({ code: "redis-memory-near-limit", severity: "error" });
    expect(others).toEqual([]);
    await redisCommand(server, "CONFIG", "SET", "maxmemory", "100mb");
    const near = await examine(db, server.url, { thresholds: { redisMemoryShare: 0.000_1 } });
    expect(near.findings).toMatchObject([{ code: "redis-memory-near-limit", severity: "warning" }]);
    expect(commandOf(near.findings[0])).toEqual(["CONFIG", "SET", "maxmemory", "209715200"]);
  });

  test("is found to keep nothing on disk; the command of the fix makes it", async ({ db }) => {
    const server = await privateRedis({});
    const [finding, ...others] = await findings(db, server);
    expect(finding).toMatchObject({ code: "redis-not-persistent", severity: "warning" });
    expect(others).toEqual([]);
    await redisCommand(server, ...commandOf(finding));
    expect(await findings(db, server)).toEqual([]);
  });

  test("is found to fail at writing to its disk", async ({ db }) => {
    const server = await privateRedis(DURABLE);
    const [, directory] = (await redisCommand(server, "CONFIG", "GET", "dir")) as readonly string[];
    // Where a directory has its name, not even root can write a file.
    await mkdir(join(directory ?? "", "dump.rdb"));
    await redisCommand(server, "BGSAVE");
    await expect
      .poll(async () => (await findings(db, server)).map(({ code }) => code), { timeout: 30_000 })
      .toEqual(["redis-write-failing"]);
  });

  test("that does not tell its settings is noted, and the rest is looked at", async ({ db }) => {
    const server = await privateRedis({});
    await redisCommand(server, "ACL", "SETUSER", "bob", "on", `>${PASSWORD}`, "~*", "+@all", "-config");
    const diagnosis = await examine(db, server.url.replace("//", `//bob:${PASSWORD}@`));
    expect(diagnosis.findings).toEqual([]);
    expect(diagnosis.notes).toMatchObject([
      { about: "redis disk", text: expect.stringMatching(/settings of Redis could not be read: .*NOPERM/) },
      { about: "redis disk", text: expect.stringContaining("whether it takes snapshots is not known") },
    ]);
    expect(JSON.stringify(diagnosis)).not.toContain(PASSWORD);
  });

  test("that tells nothing of itself is noted, and its journal is looked at", async ({ db }) => {
    const server = await privateRedis(DURABLE);
    await redisCommand(server, "ACL", "SETUSER", "eve", "on", `>${PASSWORD}`, "~*", "+@all", "-info");
    const { findings: found, examinations } = await examine(
      db,
      server.url.replace("//", `//eve:${PASSWORD}@`),
    );
    expect(found).toEqual([]);
    expect(examinations.slice(-4).map(({ state }) => state)).toEqual([
      "unknown",
      "unknown",
      "unknown",
      "well",
    ]);
  });

  test("is found to be a replica", async ({ db }) => {
    const [primary, replica] = await Promise.all([
      privateRedis({ ...DURABLE, "repl-diskless-sync-delay": "0", "shutdown-timeout": "0" }),
      privateRedis(DURABLE),
    ]);
    await redisCommand(replica, "REPLICAOF", primary.host, String(primary.port));
    expect((await findings(db, replica)).map(({ code }) => code)).toEqual(["redis-read-only"]);
  });

  test("is found to be a node of a cluster, which is not whole", async ({ db }) => {
    const server = await privateRedis({ ...DURABLE, "cluster-enabled": "yes" });
    expect((await findings(db, server)).map(({ code }) => code)).toEqual([
      "redis-cluster-node",
      "redis-cluster-down",
    ]);
  });

  test("is found to be out of reach", async ({ db }) => {
    const diagnosis = await examine(db, "redis://bob:hunter2@127.0.0.1:1");
    expect(diagnosis.findings).toMatchObject([
      {
        code: "redis-unreachable",
        severity: "error",
        subject: "127.0.0.1:1",
        what: expect.stringContaining("ECONNREFUSED"),
      },
    ]);
    expect(diagnosis.services.map(({ isReached }) => isReached)).toEqual([true, false]);
    expect(JSON.stringify(diagnosis)).not.toMatch(/hunter2|bob/);
  });

  test("is found not to accept the password, and nobody is told it", async ({ db }) => {
    const server = await privateRedis(DURABLE);
    const diagnosis = await examine(db, server.url.replace("//", "//eve:hunter2@"));
    expect(diagnosis.findings).toMatchObject([{ code: "redis-authentication", severity: "error" }]);
    await redisCommand(server, "CONFIG", "SET", "requirepass", PASSWORD);
    expect((await findings(db, server)).map(({ code }) => code)).toEqual(["redis-authentication"]);
    expect(JSON.stringify(diagnosis)).not.toContain("hunter2");
  });

  test("is found to refuse", async ({ db }) => {
    const server = await privateRedis(DURABLE);
    await redisCommand(server, "ACL", "SETUSER", "bob", "on", `>${PASSWORD}`, "~*", "+get");
    const diagnosis = await examine(db, server.url.replace("//", `//bob:${PASSWORD}@`));
    expect(diagnosis.findings).toMatchObject([
      { code: "redis-refused", what: expect.stringContaining("NOPERM") },
    ]);
  });
});

describe("the journal", { timeout: TIMEOUT_MS }, () => {
  test("is found to hold what nobody ends, and how much that is", async ({ db }) => {
    const server = await privateRedis(DURABLE);
    await Promise.all([abandonTrace(server), abandonTrace(server)]);
    const young = await examine(db, server.url);
    expect(young.findings).toEqual([]);
    expect(young.examinations.at(-1)).toEqual({
      name: "journals",
      state: "well",
      summary: "2 traces in the journal",
    });
    const { findings: found } = await examine(db, server.url, { thresholds: { silentMs: 0 } });
    expect(found).toMatchObject([
      {
        code: "journals-stranded",
        severity: "warning",
        fix: "steptrace recover",
        what: expect.stringMatching(
          /^2 traces in the journal .* their journals take [1-9][\d.]* (bytes|KiB)\.$/,
        ),
      },
    ]);
  });
});

describe("a cluster", { timeout: TIMEOUT_MS }, () => {
  test("is looked at node by node", async ({ db }) => {
    const servers = await startRedisCluster();
    onTestFinished(() => servers.stop());
    const cluster = new Cluster(servers.nodes.map(({ host, port }) => ({ host, port })));
    onTestFinished(() => cluster.disconnect());
    const diagnosis = await examine(db, cluster);
    const nodes = diagnosis.examinations.filter(({ name }) => name === "redis");
    expect(nodes.length).toBeGreaterThanOrEqual(3);
    expect(new Set(diagnosis.findings.map(({ code }) => code))).toEqual(new Set(["redis-not-persistent"]));
    expect(diagnosis.examinations.at(-1)).toMatchObject({ name: "journals", state: "well" });
  });
});
