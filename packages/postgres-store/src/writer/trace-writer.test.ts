import { encodeTrace, StorageError, type StorageFailure, type Trace, type TraceRow } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { sampleTrace } from "../../tests/support/sample-trace.js";
import type { Outcome, Outcomes } from "./store-rows.js";
import { TraceWriter, type WriterLimits } from "./trace-writer.js";

const LIMITS: WriterLimits = { retryForMs: 10_000, rows: 10_000, length: 64 * 1024 * 1024 };

/** A batch that a test answers. */
interface Batch {
  readonly rows: readonly TraceRow[];
  answer(outcome: (row: TraceRow) => Outcome): void;
}

const stored = (row: TraceRow): Outcome => ({ stored: row });
const failing = (reason: StorageFailure, kind: "refused" | "conflict" | "outage") => (): Outcome => ({
  error: new StorageError(`Storing traces failed at db: ${reason}.`, { reason }),
  kind,
});

function writerOf(limits: Partial<WriterLimits> = {}): {
  readonly writer: TraceWriter;
  readonly batches: readonly Batch[];
  batch(index: number): Promise<Batch>;
} {
  const batches: Batch[] = [];
  const store = (rows: readonly TraceRow[]): Promise<Outcomes> =>
    new Promise((resolve) => {
      batches.push({
        rows,
        answer: (outcome) => resolve(new Map(rows.map((row) => [row.trace_id, outcome(row)]))),
      });
    });
  const writer = new TraceWriter((trace) => encodeTrace(trace), store, { ...LIMITS, ...limits });
  const batch = async (index: number): Promise<Batch> => {
    await expect.poll(() => batches.length, { interval: 1 }).toBeGreaterThan(index);
    return batches[index] as Batch;
  };
  return { writer, batches, batch };
}

const traces = (count: number): readonly Trace[] => Array.from({ length: count }, () => sampleTrace());
const idsOf = (rows: readonly { readonly trace_id: string }[]): readonly string[] =>
  rows.map((row) => row.trace_id);

describe("rows that come together", () => {
  it("go in two batches, an even share in each, in the order of their ids", async () => {
    const { writer, batch } = writerOf();
    const all = traces(7);
    const calls = all.toReversed().map((trace) => writer.write(trace));
    const [first, second] = [await batch(0), await batch(1)];
    expect([first.rows.length, second.rows.length]).toEqual([4, 3]);
    for (const { rows } of [first, second]) expect(idsOf(rows)).toEqual(idsOf(rows).toSorted());
    for (const { answer } of [first, second]) answer(stored);
    expect(idsOf(await Promise.all(calls))).toEqual(all.toReversed().map(({ traceId }) => traceId));
  });

  it("wait for those under way, and go together then", async () => {
    const { writer, batch, batches } = writerOf();
    const early = [writer.write(sampleTrace()), writer.write(sampleTrace())];
    const [first, second] = [await batch(0), await batch(1)];
    const late = traces(5).map((trace) => writer.write(trace));
    expect(writer.stats()).toMatchObject({ queued: 5, inFlight: 2 });
    first.answer(stored);
    const third = await batch(2);
    expect(third.rows).toHaveLength(5);
    expect(batches).toHaveLength(3);
    for (const { answer } of [second, third]) answer(stored);
    await Promise.all([...early, ...late]);
    expect(writer.stats()).toEqual({ queued: 0, inFlight: 0, committed: 7, retried: 0, refused: 0 });
  });

  it("fail each for itself", async () => {
    const { writer, batch } = writerOf();
    const [good, bad] = [sampleTrace({ traceId: "a" }), sampleTrace({ traceId: "b" })];
    const calls = [good, bad].map((trace) => writer.write(trace));
    const refuse = failing("rejected", "refused");
    for (const { answer } of [await batch(0), await batch(1)])
      answer((row) => (row.trace_id === "b" ? refuse() : stored(row)));
    await expect(calls[0]).resolves.toMatchObject({ trace_id: "a" });
    await expect(calls[1]).rejects.toThrow("Storing trace 'b' failed at db: rejected.");
    expect(writer.stats()).toMatchObject({ committed: 1, refused: 1 });
  });
});

describe("a failure that may pass", () => {
  it.each(["conflict", "outage"] as const)("is met by trying again: %s", async (kind) => {
    const { writer, batch } = writerOf();
    const call = writer.write(sampleTrace());
    (await batch(0)).answer(failing("unreachable", kind));
    (await batch(1)).answer(failing("unreachable", kind));
    (await batch(2)).answer(stored);
    await call;
    expect(writer.stats()).toMatchObject({ committed: 1, retried: 2, refused: 0 });
  });

  it("is one in the end, which says how often it was tried", async () => {
    const { writer, batch } = writerOf({ retryForMs: 500 });
    const call = writer.write(sampleTrace({ traceId: "t" }));
    let next = 0;
    const isOver = call.then(
      () => true,
      () => true,
    );
    while (!(await Promise.race([isOver, batch(next).then(() => false)])))
      (await batch(next++)).answer(failing("unreachable", "outage"));
    await expect(call).rejects.toThrow(
      /^Storing trace 't' failed at db: unreachable\. It was tried \d+ times\.$/,
    );
  });

  it("is one at once for who does not want to wait", async () => {
    const { writer, batch } = writerOf({ retryForMs: 0 });
    const call = writer.write(sampleTrace());
    (await batch(0)).answer(failing("timeout", "outage"));
    await expect(call).rejects.toMatchObject({ reason: "timeout" });
  });

  it("is one for all that have waited long enough, also for room", async () => {
    const { writer, batch } = writerOf({ retryForMs: 0, rows: 3 });
    const calls = traces(6).map((trace) => writer.write(trace));
    const settled = Promise.allSettled(calls);
    (await batch(0)).answer(failing("unreachable", "outage"));
    (await batch(1)).answer(failing("unreachable", "outage"));
    for (const { status } of await settled) expect(status).toBe("rejected");
    expect(writer.stats()).toMatchObject({ queued: 0, inFlight: 0, refused: 6 });
  });

  it("does not end the waiting of others, where it is that of one trace", async () => {
    const { writer, batch } = writerOf({ retryForMs: 0 });
    const slow = writer.write(sampleTrace());
    const held = await batch(0);
    const other = writer.write(sampleTrace());
    const second = await batch(1);
    const waiting = writer.write(sampleTrace());
    held.answer(failing("timeout", "conflict"));
    await expect(slow).rejects.toMatchObject({ reason: "timeout" });
    second.answer(stored);
    (await batch(2)).answer(stored);
    await Promise.all([other, waiting]);
  });
});

describe("a full queue", () => {
  it("makes callers wait, whose rows are not even made", async () => {
    const { writer, batch, batches } = writerOf({ rows: 3 });
    const calls = traces(10).map((trace) => writer.write(trace));
    let answered = 0;
    for (let index = 0; answered < 10; index += 1) {
      const { rows, answer } = await batch(index);
      const { inFlight } = writer.stats();
      expect(inFlight).toBeLessThanOrEqual(3);
      answered += rows.length;
      answer(stored);
    }
    await Promise.all(calls);
    expect(batches.flatMap(({ rows }) => rows)).toHaveLength(10);
  });

  it("is full by its length, too", async () => {
    const { writer, batch } = writerOf({ length: 1 });
    const calls = traces(3).map((trace) => writer.write(trace));
    for (let index = 0; index < 3; index += 1) {
      const { rows, answer } = await batch(index);
      expect(rows).toHaveLength(1);
      answer(stored);
    }
    await Promise.all(calls);
  });

  it("has room again after a trace that cannot be made a row", async () => {
    const { writer, batch } = writerOf({ rows: 1 });
    const broken = writer.write({ ...sampleTrace(), startedAt: new Date(Number.NaN) });
    const whole = writer.write(sampleTrace());
    await expect(broken).rejects.toThrow(RangeError);
    (await batch(0)).answer(stored);
    await whole;
  });
});

describe("flush and close", () => {
  it("wait for what was begun, whatever becomes of it", async () => {
    const { writer, batch } = writerOf();
    const refused = writer.write(sampleTrace());
    refused.catch(() => {});
    let isFlushed = false;
    const flushed = writer.flush().then(() => {
      isFlushed = true;
    });
    const { answer } = await batch(0);
    expect(isFlushed).toBe(false);
    answer(failing("rejected", "refused"));
    await flushed;
    await writer.flush();
  });

  it("take nothing more, once closed", async () => {
    const { writer, batch } = writerOf();
    const begun = writer.write(sampleTrace());
    const closed = writer.close();
    await expect(writer.write(sampleTrace())).rejects.toMatchObject({ reason: "closed" });
    (await batch(0)).answer(stored);
    await Promise.all([begun, closed]);
  });
});
