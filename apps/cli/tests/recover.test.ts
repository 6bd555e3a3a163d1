import { randomUUID } from "node:crypto";
import { ExecutionTracer, TraceRecorder } from "@steptrace/core";
import { migrate } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";
import { startRedis } from "@steptrace/test-services";
import { databaseTest } from "@steptrace/test-utils";
import { describe, expect, onTestFinished } from "vitest";
import { steptrace } from "./steptrace.js";

const test = databaseTest({
  template: "cli-migrated",
  prepare: async (url) => {
    await migrate(url);
  },
});

/** A Redis whose journal holds one trace that nobody ends, and its URL. */
async function abandonedTrace(): Promise<{
  readonly redisUrl: string;
  readonly traceId: string;
  readonly executionId: string;
}> {
  const executionId = `nightly-${randomUUID()}`;
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const journal = new RedisStepJournal(redis.url);
  onTestFinished(() => journal.disconnect());
  const tracer = new ExecutionTracer({ journal });
  const traceId = await tracer.startTrace(`etl ${randomUUID()}`, { executionId });
  await new TraceRecorder(tracer, { traceId }).startStep("load").journaled();
  tracer.clearCurrentTrace();
  return { redisUrl: redis.url, traceId, executionId };
}

describe("steptrace recover", () => {
  test("stores what a dead process left, says so, and finds nothing the next time", async ({ db }) => {
    const { redisUrl, traceId } = await abandonedTrace();
    const env = { DATABASE_URL: db.url, REDIS_URL: redisUrl };
    const alive = await steptrace(["recover"], { env });
    expect(alive).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing to recover") });
    const found = await steptrace(["recover", "--older-than", "1ms"], { env });
    expect(found).toMatchObject({ code: 0, stdout: expect.stringContaining(traceId) });
    expect(found.stdout).toContain("interrupted");
    const shown = await steptrace(["show", traceId], { env });
    expect(shown.stdout).toMatch(/while step 'load'\s+was running/);
    expect(await steptrace(["recover", "--older-than", "1ms", "--json"], { env })).toMatchObject({
      stdout: "[]\n",
    });
  });

  test("is not needed to see what runs", async ({ db }) => {
    const { redisUrl, traceId, executionId } = await abandonedTrace();
    const env = { DATABASE_URL: db.url, REDIS_URL: redisUrl };
    const listed = await steptrace(["list", "--running"], { env });
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(`running +etl .*${traceId}`) });
    const json = await steptrace(["list", "--running", "--json"], { env });
    expect(JSON.parse(json.stdout)).toEqual([expect.objectContaining({ traceId, status: "running" })]);
    const shown = await steptrace(["show", traceId], { env });
    expect(shown.stdout).toMatch(/is running[\s\S]*▸ load/);
    expect((await steptrace(["show", executionId], { env })).stdout).toMatch(/is running[\s\S]*▸ load/);
    expect(await steptrace(["list", "--running"], { env: { DATABASE_URL: db.url } })).toMatchObject({
      code: 2,
    });
    expect(await steptrace(["show", "no-such-trace"], { env })).toMatchObject({ code: 1 });
  });

  test("says what it needs: a Redis that is named, and one that answers", async ({ db }) => {
    const env = { DATABASE_URL: db.url };
    expect(await steptrace(["recover"], { env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--redis-url"),
    });
    const unreachable = await steptrace(["recover", "--redis-url", "redis://127.0.0.1:1"], { env });
    expect(unreachable).toMatchObject({ code: 3, stderr: expect.stringContaining("127.0.0.1:1") });
  });
});
