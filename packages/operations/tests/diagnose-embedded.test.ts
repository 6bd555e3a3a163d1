import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { dataDirectory, TraceStorage } from "@steptrace/postgres-store";
import { describe, expect, it, onTestFinished } from "vitest";
import { diagnose } from "../src/index.js";
import { madeStore } from "./support/made-store.js";

/** The first start of an embedded store takes seconds. */
const TIMEOUT_MS = 120_000;

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "steptrace-doctor-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

describe("an embedded store", { timeout: TIMEOUT_MS }, () => {
  it("has no findings where it is healthy, and says how large it is", async () => {
    const directory = await madeStore();
    const diagnosis = await diagnose({ database: { directory } });
    expect(diagnosis.findings).toEqual([]);
    expect(diagnosis.notes).toEqual([]);
    expect(diagnosis.examinations.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "node well",
      "store well",
      "server well",
      "role well",
      "migrations well",
      "months well",
      "indexes well",
      "statistics well",
      "recovered well",
      "failures well",
    ]);
    expect(diagnosis.examinations[1]?.summary).toMatch(/^[\d.]+ MiB in .* of which [\d.]+ MiB are its log$/);
    expect(diagnosis.partitions).toHaveLength(4);
    expect(diagnosis.services).toEqual([{ name: "database", target: directory, isReached: true }]);
  });

  it("is not made, nor migrated", async () => {
    const directory = join(await temporaryDirectory(), "none");
    const missing = await diagnose({ database: { directory } });
    expect(missing.findings).toMatchObject([
      { code: "store-missing", severity: "warning", subject: directory },
    ]);
    expect(existsSync(directory)).toBe(false);
    await mkdir(join(directory, "spool"), { recursive: true });
    expect((await diagnose({ database: { directory } })).findings).toMatchObject([{ code: "store-missing" }]);
    expect(existsSync(dataDirectory(directory))).toBe(false);
    const empty = await PGlite.create(dataDirectory(directory));
    await empty.close();
    for (const _ of [1, 2]) {
      expect((await diagnose({ database: { directory } })).findings).toMatchObject([
        { code: "not-migrated" },
      ]);
    }
  });

  it("is found to be held, and its size is told all the same", async () => {
    const directory = await madeStore();
    await using holder = new TraceStorage({ directory });
    await holder.listPartitions();
    const diagnosis = await diagnose({ database: { directory, waitMs: 0 } });
    expect(diagnosis.findings).toMatchObject([
      {
        code: "store-held",
        severity: "warning",
        what: expect.stringContaining("is held by this process itself"),
      },
    ]);
    expect(diagnosis.services).toEqual([{ name: "database", target: directory, isReached: false }]);
    expect(diagnosis.examinations[1]?.summary).toMatch(/MiB in/);
    const shared = await diagnose({ database: holder });
    expect(shared.findings).toEqual([]);
  });

  it("is found to have a log that has grown", async () => {
    const directory = await madeStore();
    const { findings } = await diagnose({ database: { directory }, thresholds: { storeLogBytes: 1 } });
    expect(findings).toMatchObject([{ code: "store-log-large", subject: directory }]);
  });

  it("is found not to be openable", async () => {
    const directory = await temporaryDirectory();
    await writeFile(dataDirectory(directory), "no directory");
    const { findings, services } = await diagnose({ database: { directory } });
    expect(findings).toMatchObject([{ code: "database-refused", severity: "error" }]);
    expect(services[0]?.isReached).toBe(false);
  });

  it("may be a PGlite of the application's own, and be found to lack a month", async () => {
    const pglite = await PGlite.create(dataDirectory(await madeStore()));
    onTestFinished(() => pglite.close());
    expect((await diagnose({ database: pglite })).findings).toEqual([]);
    await pglite.exec(
      "DO $$ BEGIN EXECUTE 'DROP TABLE ' || (SELECT max(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'execution_traces'::regclass); END $$",
    );
    const { findings } = await diagnose({ database: pglite, thresholds: { aheadMonths: 3 } });
    expect(findings).toMatchObject([{ code: "month-missing", severity: "warning" }]);
  });
});
