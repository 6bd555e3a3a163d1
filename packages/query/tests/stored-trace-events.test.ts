import { ExecutionTracer } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { describe, expect, onTestFinished } from "vitest";
import { StoredTraceEvents, TraceQuery } from "../src/index.js";
import { queryTest as test } from "./support/query-test.js";

describe("StoredTraceEvents", () => {
  test("tells each trace once that is stored while somebody watches, with how it ended", async ({ db }) => {
    const storage = new TraceStorage(db.url);
    onTestFinished(() => storage.close());
    const tracer = new ExecutionTracer({ storage });
    await tracer.trace("before", () => {});
    const end = new AbortController();
    const told: string[] = [];
    const watching = (async () => {
      const events = new StoredTraceEvents(new TraceQuery(storage));
      for await (const batch of events.watch({ signal: end.signal }))
        told.push(
          ...batch.events.map((event) => `${event.skillName} ${"status" in event ? event.status : ""}`),
        );
    })();
    await expect
      .poll(async () => {
        await tracer.trace("during", () => {});
        return told.length;
      })
      .toBeGreaterThan(0);
    await tracer
      .trace("failing", () => {
        throw new Error("no");
      })
      .catch(() => {});
    await expect.poll(() => told).toContain("failing failed");
    expect(told).not.toContain("before success");
    end.abort();
    await watching;
    const { items } = await new TraceQuery(storage).searchTraces({ skillName: "during" });
    expect(told.filter((one) => one === "during success").length).toBeLessThanOrEqual(items.length);
  });

  test("goes on after a moment", async ({ db }) => {
    const storage = new TraceStorage(db.url);
    onTestFinished(() => storage.close());
    const { signal } = new AbortController();
    const events = new StoredTraceEvents(new TraceQuery(storage));
    for await (const batch of events.watch({ after: new Date(0).toISOString(), signal })) {
      expect(batch.events.map(({ skillName }) => skillName)).toContain("before");
      break;
    }
  });
});
