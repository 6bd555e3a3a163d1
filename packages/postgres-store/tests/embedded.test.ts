import { randomBytes } from "node:crypto";
import { chmod, cp, mkdir, readdir, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { lockDirectory } from "../src/embedded/directory-lock.js";
import { migrate, TraceStorage } from "../src/index.js";
import { freshDirectory, migratedDirectory } from "./support/embedded-directory.js";
import { rejection } from "./support/rejection.js";
import { runProcess, startProcess } from "./support/run-process.js";
import { sampleTrace } from "./support/sample-trace.js";

const PATIENCE = { timeout: 30_000, interval: 20 };
const SLOW = 120_000;

function open(directory: string, waitMs = 50): TraceStorage {
  const storage = new TraceStorage({ directory, waitMs });
  onTestFinished(() => storage.close());
  return storage;
}

async function locksIn(directory: string): Promise<readonly string[]> {
  return (await readdir(directory)).filter((name) => name !== "data");
}

/** The superuser may write everywhere, and so cannot be refused: the function then runs as "nobody". */
async function asOrdinaryUser<T>(act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.("nobody");
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

/** The built package in a folder, with its dependencies and without the one that is optional. */
async function installWithoutPglite(root: string): Promise<void> {
  const source = fileURLToPath(new URL("..", import.meta.url));
  const installed = join(root, "node_modules");
  const own = join(installed, "@steptrace", "postgres-store");
  await mkdir(own, { recursive: true });
  for (const part of ["dist", "migrations"])
    await cp(join(source, part), join(own, part), { recursive: true });
  await writeFile(
    join(own, "package.json"),
    JSON.stringify({ type: "module", exports: "./dist/bundle/index.js" }),
  );
  for (const name of ["@steptrace/core", "drizzle-orm", "postgres"]) {
    await symlink(await realpath(join(source, "node_modules", name)), join(installed, name));
  }
  await cp(new URL("./processes/read.mjs", import.meta.url), join(root, "read.mjs"));
}

describe("the embedded store", () => {
  it(
    "makes its directory, migrates itself, keeps what it stored, and gives the directory back",
    async () => {
      const directory = await freshDirectory();
      const trace = sampleTrace();
      const first = open(directory);
      await first.finalizeTrace(trace, "success");
      await first.close();
      await first.close();
      expect(await locksIn(directory)).toEqual([]);
      const second = open(directory);
      expect(await second.getTrace(trace.traceId)).toMatchObject({ status: "success" });
      await second.close();
      const { applied, partitionsMade } = await migrate({ directory });
      expect([applied, partitionsMade]).toEqual([[], []]);
    },
    SLOW,
  );

  it(
    "reports what migrate did to it",
    async () => {
      const { applied } = await migrate({ directory: await freshDirectory() });
      expect(applied).toHaveLength(6);
    },
    SLOW,
  );

  it(
    "is one process's alone: another one waits, and then names the holder",
    async () => {
      const directory = await migratedDirectory();
      const holder = startProcess(new URL("./processes/hold-directory.mjs", import.meta.url), [directory]);
      await expect.poll(() => holder.lines().length, PATIENCE).toBeGreaterThan(0);
      const error = await rejection(open(directory).getTrace("x"));
      expect(error).toMatchObject({ reason: "held" });
      expect(error.message).toContain(`process ${holder.child.pid} on ${hostname()}`);
      expect(error.message).toContain("within 50 ms");
      // One that waits gets it as soon as the holder is gone.
      const waiting = open(directory, 30_000).getTrace("x");
      await holder.kill();
      expect(await waiting).toBeUndefined();
    },
    SLOW,
  );

  it(
    "has every row that it acknowledged before its process was killed",
    async () => {
      const directory = await migratedDirectory();
      const acknowledged: string[] = [];
      for (const round of [1, 2]) {
        const writer = startProcess(new URL("./processes/hold-directory.mjs", import.meta.url), [directory]);
        await expect.poll(() => writer.lines().length, PATIENCE).toBeGreaterThan(100 * round);
        await writer.kill();
        acknowledged.push(...writer.lines());
      }
      const storage = open(directory);
      for (const id of acknowledged) expect(await storage.getTrace(id), id).toBeDefined();
    },
    SLOW,
  );

  it(
    "is refused a second time within one process, and says what to do",
    async () => {
      const directory = await migratedDirectory();
      const first = open(directory);
      await first.getTrace("x");
      const error = await rejection(open(directory).getTrace("x"));
      expect(error).toMatchObject({ reason: "held" });
      expect(error.message).toMatch(/this process itself.*TraceQuery takes a TraceStorage/s);
      await first.close();
      expect(await open(directory).getTrace("x")).toBeUndefined();
    },
    SLOW,
  );

  it(
    "says that its path is a file",
    async () => {
      const directory = await freshDirectory();
      await mkdir(join(directory, ".."), { recursive: true });
      await writeFile(directory, "a file");
      const storage = open(directory);
      for (const path of [storage, open(join(directory, "below"))]) {
        const error = await rejection(path.getTrace("x"));
        expect(error).toMatchObject({ reason: "rejected" });
        expect(error.message).toMatch(/cannot be in .*Give a directory/s);
      }
      await rm(directory);
      expect(await storage.getTrace("x"), "the next use tries again").toBeUndefined();
    },
    SLOW,
  );

  // There `mkdir` with `recursive` never settles.
  it.runIf(process.platform === "linux")("says that no directory can be made there", async () => {
    for (const directory of ["/proc/x", "/proc/x/below"]) {
      const error = await rejection(open(directory).getTrace("x"));
      expect(error).toMatchObject({ name: "StorageError", reason: "rejected" });
      expect(error.message).toMatch(
        /cannot be in \/proc\/x.*: ENOENT.*mkdir '\/proc\/x'\. Give a directory that this process may write to/,
      );
    }
  });

  it("says that it may not write there", async () => {
    const directory = await freshDirectory();
    await mkdir(directory, { recursive: true });
    await chmod(directory, 0o555);
    const error = await asOrdinaryUser(() => rejection(open(directory).getTrace("x")));
    expect(error).toMatchObject({ reason: "permission" });
  });

  it(
    "gives the directory back after a failed opening",
    async () => {
      const directory = await freshDirectory();
      await mkdir(join(directory, "data"), { recursive: true });
      await writeFile(join(directory, "data", "PG_VERSION"), "1\n");
      const storage = open(directory);
      await rejection(storage.getTrace("x"));
      expect(await locksIn(directory)).toEqual([]);
      await storage.close();
    },
    SLOW,
  );

  it(
    "keeps its write-ahead log small over many writes",
    async () => {
      const directory = await migratedDirectory();
      const storage = open(directory);
      // Some 180 MB of log, if nothing cleared it away.
      for (let count = 0; count < 300; count += 1) {
        const noise = randomBytes(150_000).toString("hex").slice(0, 250_000);
        await storage.finalizeTrace(sampleTrace({ metadata: { noise } }), "success");
      }
      const wal = join(directory, "data", "pg_wal");
      const sizes = await Promise.all(
        (await readdir(wal)).map(async (name) => (await stat(join(wal, name))).size),
      );
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(130 * 1024 * 1024);
    },
    SLOW,
  );
});

describe("without @electric-sql/pglite", () => {
  it("says what to install, and leaves nothing behind", async () => {
    const directory = await freshDirectory();
    const root = join(directory, "..");
    await installWithoutPglite(root);
    const { code, reason, message } = JSON.parse(
      await runProcess(pathToFileURL(join(root, "read.mjs")), [directory]),
    );
    expect([code, reason]).toEqual(["STORAGE_FAILED", "rejected"]);
    expect(message).toContain("npm install @electric-sql/pglite");
    await expect(stat(directory)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("lockDirectory", () => {
  it("takes over the lock of a process that is gone, also where another process has its number now", async () => {
    const directory = await freshDirectory();
    await mkdir(directory, { recursive: true });
    const marks = [
      { pid: 2 ** 22 + 1, host: hostname() },
      { pid: process.pid, host: hostname(), startedAt: "1" },
    ];
    for (const [index, mark] of marks.entries()) {
      await writeFile(join(directory, `lock-${index}`), JSON.stringify(mark));
    }
    const unlock = await lockDirectory(directory, 0);
    expect(await readdir(directory)).toHaveLength(1);
    await unlock();
    expect(await readdir(directory)).toEqual([]);
  });

  it("leaves a lock that nobody can read, as a power cut may leave one behind, and says where it is", async () => {
    const directory = await freshDirectory();
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, "lock-x"), "");
    const error = await rejection(lockDirectory(directory, 0));
    expect(error).toMatchObject({ reason: "held" });
    expect(error.message).toContain(join(directory, "lock-x"));
  });

  it("leaves the lock of a process on another machine", async () => {
    const directory = await freshDirectory();
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, "lock-x"), JSON.stringify({ pid: 1, host: "elsewhere" }));
    const error = await rejection(lockDirectory(directory, 0));
    expect(error.message).toContain("process 1 on elsewhere");
    expect(error.message).toContain(join(directory, "lock-x"));
  });

  it(
    "is held by one of 20 processes at a time, also after one that died",
    async () => {
      const directory = await freshDirectory();
      await mkdir(directory, { recursive: true });
      await writeFile(join(directory, "lock-dead"), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
      const runs = await Promise.all(
        Array.from({ length: 20 }, () =>
          runProcess(new URL("./processes/take-lock.mjs", import.meta.url), [directory, "3"]),
        ),
      );
      expect(runs).toEqual(Array.from({ length: 20 }, () => "done"));
      expect(await readdir(directory)).toEqual([]);
    },
    SLOW,
  );
});
