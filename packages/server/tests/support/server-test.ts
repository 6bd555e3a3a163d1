import { ExecutionTracer, InMemoryStepJournal } from "@steptrace/core";
import { diagnose } from "@steptrace/operations";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { databaseTest } from "@steptrace/test-utils";
import { createServer, type ServerOptions } from "../../src/index.js";

const base = databaseTest({ template: "server", prepare: async (url) => void (await migrate(url)) });

/** A server over a database with some traces in it. */
export interface Site {
  readonly options: ServerOptions;
  /** Of a success, a failure, and another failure of the same kind. */
  readonly ids: { readonly success: string; readonly failed: string; readonly alike: string };
  /** Of a trace that runs. */
  readonly runningId: string;
  get(path: string, init?: RequestInit): Promise<Response>;
}

/** What does not belong into a page. */
export const HOSTILE = `<img src=x onerror=alert(1)>\u202e{{7*7}}\u0007`;

export const serverTest = base.extend<{ readonly site: Site }>({
  site: async ({ db }, use) => {
    const journal = new InMemoryStepJournal();
    const storage = new TraceStorage(db.url);
    const query = new TraceQuery(storage);
    const tracer = new ExecutionTracer({ storage, journal });
    const success = await record(tracer, "order 17 packed");
    const failed = await record(tracer, "order 18 lost", new Error("order 18 not found at shelf"));
    const alike = await record(tracer, "order 19 lost", new Error("order 19 not found at shelf"));
    const runningId = await tracer.startTrace("pack", { executionId: "still-running" });
    const options = { query, storage, journal, diagnose: () => diagnose({ database: storage }) };
    const { app } = createServer(options);
    const get = async (path: string, init?: RequestInit) => app.request(`http://localhost${path}`, init);
    await use({ options, ids: { success, failed, alike }, runningId, get });
    await storage.close();
  },
});

async function record(tracer: ExecutionTracer, order: string, error?: Error): Promise<string> {
  let id = "";
  const work = tracer.trace(
    "pack",
    { executionId: order, metadata: { order, note: HOSTILE } },
    async (trace) => {
      id = trace.traceId;
      await trace.step(`fetch ${HOSTILE}`, async () => {
        const step = trace.startStep("shelf", { attributes: { shelf: 4, note: HOSTILE } });
        step.end(error && { status: "failed", errorMessage: error.message });
      });
      if (error !== undefined) throw error;
    },
  );
  await work.catch(() => {});
  return id;
}
