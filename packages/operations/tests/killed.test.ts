import { spawn } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";
import { describe, expect, inject } from "vitest";
import { recoverTraces } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";

const PROGRAM = fileURLToPath(new URL("processes/work.mjs", import.meta.url));
const TIMES = 50;
const AT_ONCE = 5;
const LONGEST_LIFE_MS = 150;

/** What a killed process had said, line by line. */
interface LastWords {
  /** The steps of each trace that were journaled. */
  readonly journaled: ReadonlyMap<string, readonly string[]>;
  readonly stored: ReadonlySet<string>;
}

/** Runs the program, and kills it at a moment of chance. */
async function killedProcess(keyPrefix: string, databaseUrl: string): Promise<LastWords> {
  const child = spawn(process.execPath, [PROGRAM, inject("redisUrl"), keyPrefix, databaseUrl], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = text(child.stdout);
  await once(child.stdout, "readable");
  await sleep(randomInt(LONGEST_LIFE_MS));
  child.kill("SIGKILL");
  return lastWords(await output);
}

function lastWords(output: string): LastWords {
  const journaled = new Map<string, string[]>();
  const stored = new Set<string>();
  for (const line of output.split("\n").slice(0, -1)) {
    const [word, traceId = "", index] = line.split(" ");
    if (word === "stored") stored.add(traceId);
    if (word === "journaled") journaled.set(traceId, [...(journaled.get(traceId) ?? []), `step ${index}`]);
  }
  return { journaled, stored };
}

describe("a process that is killed at any moment", { timeout: 120_000 }, () => {
  test("loses no step that was journaled, and no trace that was stored; each has one row", async ({ db }) => {
    const keyPrefix = `test-${randomUUID()}:`;
    await using journal = new RedisStepJournal(inject("redisUrl"), { keyPrefix, commandTimeoutMs: 5000 });
    await using storage = new TraceStorage(db.url);
    const words: LastWords[] = [];
    for (let round = 0; round < TIMES / AT_ONCE; round += 1) {
      const killed = Array.from({ length: AT_ONCE }, () => killedProcess(keyPrefix, db.url));
      words.push(...(await Promise.all(killed)));
    }
    await Promise.all([1, 2, 3].map(() => recoverTraces({ journal, storage, olderThan: 0 })));

    const journaled = new Map(words.flatMap((said) => [...said.journaled]));
    const stored = new Set(words.flatMap((said) => [...said.stored]));
    expect(journaled.size).toBeGreaterThan(TIMES);
    for (const [traceId, steps] of journaled) {
      const trace = await storage.getTrace(traceId);
      expect(trace?.steps.map(({ name }) => name)).toEqual(expect.arrayContaining([...steps]));
      if (stored.has(traceId)) expect(trace?.status).toBe("success");
    }
    const [{ rows, traces } = { rows: 0, traces: 1 }] = await db.sql<{ rows: number; traces: number }[]>`
      SELECT count(*)::int AS rows, count(DISTINCT trace_id)::int AS traces FROM execution_traces`;
    expect(rows).toBe(traces);
    for await (const { traceId } of journal.silent(0))
      expect.unreachable(`'${traceId}' is still in the journal`);
  });
});
