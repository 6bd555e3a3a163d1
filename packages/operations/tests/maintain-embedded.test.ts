import { PGlite } from "@electric-sql/pglite";
import { dataDirectory, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { describe, expect, it, onTestFinished } from "vitest";
import { maintain } from "../src/index.js";
import { beginningAgo, nameAgo } from "./support/history.js";
import { madeStore } from "./support/made-store.js";

const RULE = { keepMonths: 1, keepFailureMonths: 3 };

async function storeEach(storage: TraceStorage): Promise<void> {
  for (const count of [0, 1, 2, 3, 4, 5]) {
    for (const status of ["success", "failed"] as const) {
      const startedAt = new Date(`${beginningAgo(count)}Z`);
      const traceId = `${status}-${count}`;
      await storage.finalizeTrace(
        { traceId, skillName: "x", startedAt, status: "running", steps: [], metadata: {} },
        status,
      );
    }
  }
}

async function stored(storage: TraceStorage): Promise<readonly string[]> {
  const traces = await new TraceQuery(storage).listTraces();
  return traces.map(({ traceId }) => traceId).toSorted();
}

// Each opening takes its time, and a busy machine many times that.
describe("maintain of an embedded store", { timeout: 120_000 }, () => {
  it("does the same as on a server", async () => {
    const directory = await madeStore();
    const storage = new TraceStorage({ directory });
    await storeEach(storage);
    await storage.close();
    const report = await maintain({ directory }, RULE);
    expect(report.partitions.map(({ name, action }) => [name, action])).toEqual([
      [nameAgo(5), "dropped"],
      [nameAgo(4), "dropped"],
      [nameAgo(3), "reduced"],
      [nameAgo(2), "reduced"],
      ...[1, 0, -1, -2, -3].map((count) => [nameAgo(count), "kept"]),
    ]);
    const again = new TraceStorage({ directory });
    onTestFinished(() => again.close());
    expect(await stored(again)).toEqual([
      "failed-0",
      "failed-1",
      "failed-2",
      "failed-3",
      "success-0",
      "success-1",
    ]);
  });

  it("works on a PGlite of the application's own, which is in use, and has it vacuumed and analysed", async () => {
    const pglite = await PGlite.create(dataDirectory(await madeStore()));
    onTestFinished(() => pglite.close());
    const storage = new TraceStorage(pglite);
    await storeEach(storage);
    const [first] = await Promise.all([maintain(pglite, RULE), maintain(pglite, RULE), storeEach(storage)]);
    expect(first?.partitions.length).toBeGreaterThan(0);
    await maintain(pglite, RULE);
    expect((await stored(storage)).filter((id) => !/-[0123]$/.test(id) || /success-[23]/.test(id))).toEqual(
      [],
    );
    const { rows } = await pglite.query(
      `SELECT reltuples::int AS rows, relallvisible > 0 AS is_vacuumed FROM pg_class WHERE relname = '${nameAgo(0)}'`,
    );
    expect(rows).toEqual([{ rows: 2, is_vacuumed: true }]);
  });
});
