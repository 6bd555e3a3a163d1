import { migrate } from "@steptrace/postgres-store";
import { databaseTest } from "@steptrace/test-utils";
import { describe, expect } from "vitest";
import { expectSixtyExecutions } from "./expect-sixty-executions.js";
import { readTraces } from "./read-traces.js";
import { runDemo } from "./run-demo.js";
import { temporaryDirectory } from "./temporary-directory.js";

const test = databaseTest();

describe("the demo on servers", { timeout: 120_000 }, () => {
  test("migrates the database, stores there, and keeps executions in Redis", async ({
    db,
    redis,
    onTestFinished,
  }) => {
    const directory = await temporaryDirectory();
    const args = ["--database-url", db.url];
    const { exitCode, stdout, stderr } = await runDemo(directory, args, { REDIS_URL: redis.url });
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain("Not traced");
    expect(stdout).toContain("60 executions");
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(
      /^A process was killed .*its 2 steps and 'charge-card', which was running, were recovered from the journal/,
    );

    const stored = await readTraces(db.url);
    const proof = stored.find(({ skillName }) => skillName === "charge-customer");
    const traces = stored.filter((trace) => trace !== proof);
    expect(proof).toMatchObject({ skillName: "charge-customer", metadata: { interrupted: true } });
    const keys = traces.map(({ executionId }) => `trace_context:${executionId}`);
    onTestFinished(async () => {
      await redis.client.unlink(keys);
    });
    expectSixtyExecutions(traces);
    expect(await redis.client.mget(keys)).toEqual(traces.map(({ traceId }) => traceId));
  });

  test("takes a database that is migrated", async ({ db }) => {
    await migrate(db.url);
    const before = (await readTraces(db.url)).length;
    const { exitCode, stdout } = await runDemo(await temporaryDirectory(), [
      "--database-url",
      db.url,
      "--executions",
      "5",
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain("A process was killed");
    expect(await readTraces(db.url)).toHaveLength(before + 5);
  });
});
