import { spawn } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ExecutionTracer, type Trace, TraceFinalizedError } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal, RedisTraceContext } from "@steptrace/redis-context";
import { startRedis } from "@steptrace/test-services";
import { describe, expect, inject, onTestFinished } from "vitest";
import { recoverTraces } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";

const PROGRAM = fileURLToPath(new URL("processes/join.mjs", import.meta.url));
const JOINERS = 8;

interface Process {
  readonly tracer: ExecutionTracer;
  readonly journal: RedisStepJournal;
}

/** A tracer with connections of its own, as another process would have. */
function openProcess(url: string, keyPrefix: string, storage?: TraceStorage): Process {
  const context = new RedisTraceContext(url, { keyPrefix: `${keyPrefix}context:`, commandTimeoutMs: 5000 });
  const journal = new RedisStepJournal(url, { keyPrefix: `${keyPrefix}journal:`, commandTimeoutMs: 5000 });
  onTestFinished(async () => {
    await Promise.all([context.close(), journal.disconnect()]);
  });
  return { journal, tracer: new ExecutionTracer({ context, journal, ...(storage && { storage }) }) };
}

const namesOf = (trace: Trace | undefined): readonly string[] => trace?.steps.map(({ name }) => name) ?? [];

/** Adds step after step until the trace has ended; gathers those of which it was told that they are in the journal. */
async function addUntilEnd(
  { tracer }: Process,
  executionId: string,
  name: string,
  acknowledged: string[],
): Promise<void> {
  const trace = await tracer.joinTrace(executionId);
  for (let index = 0; ; index += 1) {
    const step = trace.startStep(`${name} ${index}`);
    step.end();
    const fault: unknown = await step.journaled().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (fault instanceof TraceFinalizedError) return;
    if (fault === undefined) acknowledged.push(step.name);
  }
}

describe("many that join one trace", { timeout: 120_000 }, () => {
  test("lose no step of which they were told that it is journaled, whenever the owner ends, and while others recover", async ({
    db,
  }) => {
    await using storage = new TraceStorage(db.url);
    for (const isRecovered of [false, true]) {
      for (let round = 0; round < 5; round += 1) {
        const keyPrefix = `test-${randomUUID()}:`;
        const owner = openProcess(inject("redisUrl"), keyPrefix, storage);
        const { journal } = openProcess(inject("redisUrl"), keyPrefix);
        const acknowledged = Array.from({ length: JOINERS }, (): string[] => []);
        let joiners: Promise<unknown> = Promise.resolve();
        let isRunning = true;
        const recovering = async (): Promise<void> => {
          while (isRunning && isRecovered) {
            await recoverTraces({ journal, storage, olderThan: 0 });
            await sleep(20);
          }
        };
        const recovery = recovering();
        const traceId = await owner.tracer.trace("joined", { executionId: keyPrefix }, async (trace) => {
          await trace.startStep("own").journaled();
          joiners = Promise.all(
            acknowledged.map((names, index) =>
              addUntilEnd(openProcess(inject("redisUrl"), keyPrefix), keyPrefix, `joiner ${index}`, names),
            ),
          );
          const until = performance.now() + randomInt(100, 300);
          while (performance.now() < until || acknowledged.some(({ length }) => length < 2)) {
            await trace.startStep("more").journaled();
          }
          return trace.traceId;
        });
        isRunning = false;
        await recovery;
        const stored = await storage.getTrace(traceId);
        await joiners;
        expect(stored).toMatchObject({ status: "success", metadata: {} });
        expect(namesOf(stored)).toEqual(expect.arrayContaining(acknowledged.flat()));
        expect(new Set(stored?.steps.map(({ id }) => id)).size).toBe(stored?.steps.length);
        await expect.poll(() => journal.read(traceId)).toEqual([]);
      }
    }
  });

  test("are processes that are killed: what was journaled is in the row, what was open is interrupted", async ({
    db,
  }) => {
    await using storage = new TraceStorage(db.url);
    const keyPrefix = `test-${randomUUID()}:`;
    const owner = openProcess(inject("redisUrl"), keyPrefix, storage);
    const journaled: string[] = [];
    const traceId = await owner.tracer.trace("killed", { executionId: keyPrefix }, async (trace) => {
      await trace.startStep("own").journaled();
      const killed = Array.from({ length: JOINERS }, async (_, index) => {
        const child = spawn(process.execPath, [PROGRAM, inject("redisUrl"), keyPrefix, `process ${index}`], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        const output = text(child.stdout);
        await once(child.stdout, "readable");
        await sleep(randomInt(100));
        child.kill("SIGKILL");
        journaled.push(...(await output).split("\n").slice(0, -1));
      });
      await Promise.all(killed);
      return trace.traceId;
    });
    const stored = await storage.getTrace(traceId);
    expect(journaled.length).toBeGreaterThanOrEqual(JOINERS);
    expect(namesOf(stored)).toEqual(expect.arrayContaining([...journaled]));
    for (const step of stored?.steps ?? []) expect(step.status === "failed").toBe(step.interrupted === true);
  });

  test("say their steps again to a Redis that was killed and came back empty", async ({ db }) => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    await using storage = new TraceStorage(db.url);
    const owner = openProcess(redis.url, "test:", storage);
    const joiners = Array.from({ length: 3 }, () => openProcess(redis.url, "test:"));
    const traceId = await owner.tracer.trace("etl", { executionId: "exec-1" }, async (trace) => {
      await trace.startStep("own").journaled();
      const joined = await Promise.all(joiners.map(({ tracer }) => tracer.joinTrace("exec-1")));
      const say = (when: string): Promise<unknown> =>
        Promise.all(joined.map((handle, index) => handle.startStep(`${when} ${index}`).journaled()));
      await say("before");
      await redis.crash();
      for (const [index, handle] of joined.entries()) handle.startStep(`during ${index}`).end();
      await redis.restart();
      await expect
        .poll(
          () =>
            trace
              .startStep("own again")
              .journaled()
              .then(() => owner.journal.read(trace.traceId)),
          {
            timeout: 15_000,
          },
        )
        .not.toEqual([]);
      await expect
        .poll(
          () =>
            say("after").then(
              () => true,
              () => false,
            ),
          { timeout: 15_000 },
        )
        .toBe(true);
      // The context has been forgotten as well.
      const late = openProcess(redis.url, "test:");
      await expect
        .poll(() => late.tracer.joinTrace("exec-1").then((handle) => handle.traceId, String), {
          timeout: 15_000,
        })
        .toBe(trace.traceId);
      return trace.traceId;
    });
    const names = namesOf(await storage.getTrace(traceId));
    for (const when of ["before", "during", "after"]) {
      for (const index of joiners.keys()) expect(names).toContain(`${when} ${index}`);
    }
  });
});
