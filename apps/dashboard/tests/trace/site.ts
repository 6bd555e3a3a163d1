import { InMemoryStepJournal, InMemoryTraceEvents, type Trace, type TraceEvent } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { createServer, listen } from "@steptrace/server";
import { createTestDatabase } from "@steptrace/test-utils";
import { assets } from "../support/page-test.js";
import { deep, failure, hostile, success } from "./traces.js";
import { windowTest } from "./window-test.js";

/** More than the store's default. */
const MANY_STEPS = 60_000;

/** A server with the built page, over a database with the traces of these tests. */
export interface Site {
  readonly url: string;
  readonly storage: TraceStorage;
  readonly journal: InMemoryStepJournal;
  /** Tells those who watch. */
  tell(...events: readonly TraceEvent[]): Promise<void>;
}

export const siteTest = windowTest.extend<{ $file: { site: Site } }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that a function needs from its pattern
    async ({}, use) => {
      const database = await createTestDatabase({
        template: "dashboard-traces",
        prepare: async (url) => void (await migrate(url)),
      });
      const storage = new TraceStorage(database.url, { limits: { stepsPerTrace: MANY_STEPS } });
      const before = new Date(Date.UTC(2026, 10, 19, 9));
      for (const trace of [
        success("success"),
        failure("failure"),
        failure("alike", before),
        hostile("hostile"),
        hostile("hostile-too"),
        deep("deep", 50_000, 8),
      ])
        await storage.finalizeTrace(trace, trace.status as Exclude<Trace["status"], "running">);
      const journal = new InMemoryStepJournal();
      const events = new InMemoryTraceEvents();
      const query = new TraceQuery(storage);
      const server = createServer({ query, storage, journal, assets, events: { source: "process", events } });
      const { url, close } = await listen(server, { port: 0 });
      await use({ url, storage, journal, tell: (...told) => events.publish(told) });
      await close();
      await storage.close();
      await database.drop();
    },
    { scope: "file" },
  ],
});
