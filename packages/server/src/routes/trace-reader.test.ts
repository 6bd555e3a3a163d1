import type { Trace } from "@steptrace/core";
import type { TraceStorage } from "@steptrace/postgres-store";
import type { TraceQuery } from "@steptrace/query";
import { expect, onTestFinished, test, vi } from "vitest";
import { TraceReader } from "./trace-reader.js";

/** A reader, and the ids that it asked a store for which has each of them, of so many steps. */
function readerOf(stepCount: number, status: Trace["status"] = "success") {
  const step = { name: "s", timestamp: "", durationMs: 0, status: "success" } as const;
  const asked: string[] = [];
  const getTrace = async (traceId: string): Promise<Trace> => {
    asked.push(traceId);
    const steps = Array.from({ length: stepCount }, () => step);
    return { traceId, skillName: "pack", startedAt: new Date(0), status, steps, metadata: {} };
  };
  const storage = { getTrace } as unknown as TraceStorage;
  return { asked, reader: new TraceReader({ query: {} as TraceQuery, storage }) };
}

test("reads a trace once for those who ask for one step of it after the other, until nobody does", async () => {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers();
  const { asked, reader } = readerOf(3);
  await reader.read("a");
  for (let count = 0; count < 3; count += 1) {
    vi.advanceTimersByTime(50_000);
    expect(await reader.recall("a")).toMatchObject({ traceId: "a" });
  }
  expect(asked).toEqual(["a"]);
  vi.advanceTimersByTime(60_000);
  await reader.recall("a");
  expect(asked).toEqual(["a", "a"]);
});

test("reads it anew for whoever asks for all of it, and each time while it runs", async () => {
  const { asked, reader } = readerOf(3);
  for (let count = 0; count < 2; count += 1) await reader.read("a");
  expect(asked).toEqual(["a", "a"]);
  const running = readerOf(3, "running");
  for (let count = 0; count < 2; count += 1) await running.reader.recall("b");
  expect(running.asked).toEqual(["b", "b"]);
});

test.each([
  [10, ["b", "c", "d", "e"]],
  [40_000, ["d", "e"]],
  [100_001, []],
])("remembers only the newest, of %i steps each", async (stepCount, remembered) => {
  const { asked, reader } = readerOf(stepCount);
  for (const id of ["a", "b", "c", "d", "e"]) await reader.recall(id);
  asked.length = 0;
  for (const id of remembered) await reader.recall(id);
  expect(asked).toEqual([]);
  await reader.recall("a");
  expect(asked).toEqual(["a"]);
});
