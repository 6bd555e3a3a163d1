import { mkdir, readdir, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { migrate, TraceStorage } from "../src/index.js";
import { freshDirectory, migratedDirectory } from "./support/embedded-directory.js";
import { rejection } from "./support/rejection.js";
import { type RunningProcess, runProcess, startProcess } from "./support/run-process.js";
import { sampleTrace } from "./support/sample-trace.js";

const PATIENCE = { timeout: 30_000, interval: 20 };
const SLOW = 120_000;

async function shareIn(directory: string): Promise<RunningProcess> {
  const holder = startProcess(new URL("./processes/share-directory.mjs", import.meta.url), [directory]);
  await expect.poll(() => holder.lines(), PATIENCE).toContain("open");
  return holder;
}

function open(directory: string, more: { readonly share?: boolean } = {}): TraceStorage {
  const storage = new TraceStorage({ directory, waitMs: 0, ...more });
  onTestFinished(() => storage.close());
  return storage;
}

describe("an embedded store that is shared", () => {
  it(
    "is used by other processes through the one that has it, until that one ends",
    async () => {
      const directory = await migratedDirectory();
      const holder = await shareIn(directory);
      const [storage, trace] = [open(directory), sampleTrace()];
      await storage.finalizeTrace(trace, "failed", { errorMessage: "no way" });
      expect(await storage.getTrace(trace.traceId)).toMatchObject({ status: "failed" });
      await holder.end();
      expect(holder.lines()).toEqual(["open", "closed"]);
      // From now on it has the store itself.
      expect(await storage.getTrace(trace.traceId)).toMatchObject({ errorMessage: "no way" });
      const error = await rejection(open(directory).getTrace("x"));
      expect(error).toMatchObject({ reason: "held" });
    },
    SLOW,
  );

  it(
    "loses nothing of several writers, also when the process that has it is killed",
    async () => {
      const directory = await migratedDirectory();
      const holder = await shareIn(directory);
      const storeSome = () =>
        runProcess(new URL("./processes/store-some.mjs", import.meta.url), [directory, "200"]);
      const writers = [storeSome(), storeSome(), storeSome()];
      const before = sampleTrace();
      const storage = open(directory);
      await storage.finalizeTrace(before, "success");
      await holder.kill();
      const ids = (await Promise.all(writers)).flatMap((output) => output.trim().split("\n"));
      await storage.close();
      expect(ids).toHaveLength(600);
      const reader = open(directory);
      for (const id of [before.traceId, ...ids]) expect(await reader.getTrace(id), id).toBeDefined();
    },
    SLOW,
  );

  it(
    "says what the database says: a month without a partition gets one, a schema is migrated",
    async () => {
      const directory = await migratedDirectory();
      await shareIn(directory);
      const storage = open(directory);
      const old = sampleTrace({ startedAt: new Date("1999-05-05") });
      await storage.finalizeTrace(old, "success");
      expect(await storage.getTrace(old.traceId)).toMatchObject({ startedAt: old.startedAt });
      const other = new TraceStorage({ directory, waitMs: 0 }, { schema: "nowhere" });
      onTestFinished(() => other.close());
      expect(await migrate({ directory, waitMs: 0 })).toMatchObject({ applied: [] });
      await other.finalizeTrace(sampleTrace(), "success");
      const partitions = await storage.listPartitions();
      expect(partitions.map(({ name }) => name)).toContain("execution_traces_1999_05");
    },
    SLOW,
  );

  it(
    "has a socket that is its owner's alone, and leaves none behind",
    async () => {
      const directory = await migratedDirectory();
      const storage = open(directory, { share: true });
      await storage.getTrace("x");
      const { mode } = await stat(join(directory, "socket"));
      expect(mode & 0o777).toBe(0o600);
      const second = open(directory);
      expect(await second.getTrace("x"), "within one process, too").toBeUndefined();
      await second.close();
      await storage.close();
      expect(await readdir(directory)).toEqual(["data"]);
    },
    SLOW,
  );

  it(
    "is not shared where its path is too long for a socket's",
    async () => {
      const parent = await freshDirectory();
      await mkdir(parent, { recursive: true });
      const long = join(parent, "x".repeat(120));
      await symlink(await migratedDirectory(), long);
      const storage = open(long, { share: true });
      await storage.getTrace("x");
      expect(await rejection(open(long).getTrace("x"))).toMatchObject({ reason: "held" });
    },
    SLOW,
  );
});
