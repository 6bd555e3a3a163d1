import { fileURLToPath } from "node:url";
import { InMemoryStepJournal, InMemoryTraceEvents } from "@steptrace/core";
import { diagnose } from "@steptrace/operations";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { createServer, listen, type ServerOptions } from "@steptrace/server";
import { databaseTest } from "@steptrace/test-utils";
import type { Browser } from "playwright-core";
import { type History, recordHistory } from "./record-history.js";
import { useBrowser, useWindows, type Windows } from "./use-windows.js";

/** As it is built; `npm test` builds it before. */
export const assets = {
  directory: fileURLToPath(new URL("../../dist/page/", import.meta.url)),
  exportTemplate: fileURLToPath(new URL("../../dist/export.html", import.meta.url)),
};

/** A page that is served, over a database with a history in it. */
export interface Site {
  /** Without a slash at its end. */
  readonly url: string;
  readonly options: ServerOptions;
  readonly history: History;
  readonly journal: InMemoryStepJournal;
  readonly events: InMemoryTraceEvents;
}

const base = databaseTest({ template: "dashboard", prepare: async (url) => void (await migrate(url)) });

/** A `test` with `site`, which the tests of a file share, and `windows`, each of its own. */
export const pageTest = base.extend<{
  $file: { site: Site; browser: Browser };
  $test: { windows: Windows };
}>({
  site: [
    async ({ db }, use) => {
      const storage = new TraceStorage(db.url);
      const journal = new InMemoryStepJournal();
      const events = new InMemoryTraceEvents();
      const history = await recordHistory(storage, new Date());
      const options: ServerOptions = {
        query: new TraceQuery(storage),
        storage,
        journal,
        events: { source: "process", events },
        diagnose: () => diagnose({ database: storage }),
        isWriter: true,
        assets,
      };
      const { url, close } = await listen(createServer(options), { port: 0 });
      await use({ url: url.replace(/\/$/, ""), options, history, journal, events });
      await close();
      await storage.close();
    },
    { scope: "file" },
  ],
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that a function needs from its pattern
    async ({}, use) => useBrowser(use),
    { scope: "file" },
  ],
  windows: async ({ browser, site }, use) => useWindows(browser, site.url, use),
});
