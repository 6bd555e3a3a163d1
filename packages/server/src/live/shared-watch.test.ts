import { type EventBatch, InMemoryTraceEvents, type TraceEvent, type WatchOptions } from "@steptrace/core";
import { expect, it, onTestFinished } from "vitest";
import { SharedWatch } from "./shared-watch.js";

/** A source that counts how often it is watched, and how much is taken from it. */
class CountedEvents extends InMemoryTraceEvents {
  watched = 0;
  watching = 0;
  taken = 0;

  override async *watch(options: WatchOptions): AsyncIterable<EventBatch> {
    this.watched += 1;
    this.watching += 1;
    try {
      for await (const batch of super.watch(options)) {
        this.taken += 1;
        yield batch;
      }
    } finally {
      this.watching -= 1;
    }
  }
}

function event(traceId: string): TraceEvent {
  return { kind: "started", traceId, skillName: "pack", at: new Date(0) };
}

async function tell(source: InMemoryTraceEvents, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) await source.publish([event(id)]);
}

/** One who watches until it is told to stop. */
function follow(shared: SharedWatch, after?: string) {
  const end = new AbortController();
  onTestFinished(() => end.abort());
  const batches = shared
    .watch({ signal: end.signal, ...(after !== undefined && { after }) })
    [Symbol.asyncIterator]();
  const next = async (): Promise<string | undefined> => {
    const { value, done } = await batches.next();
    return done === true ? undefined : value.events[0]?.traceId;
  };
  return { next, stop: () => end.abort() };
}

async function take(reader: ReturnType<typeof follow>, count: number): Promise<readonly unknown[]> {
  const taken = [];
  while (taken.length < count) taken.push(await reader.next());
  return taken;
}

it("reads the source once for all", async () => {
  const source = new CountedEvents();
  const shared = new SharedWatch(source);
  const readers = Array.from({ length: 20 }, () => follow(shared));
  const first = readers.map((reader) => reader.next());
  await tell(source, "a", "b");
  expect(new Set(await Promise.all(first))).toEqual(new Set(["a"]));
  expect(new Set(await Promise.all(readers.map((reader) => reader.next())))).toEqual(new Set(["b"]));
  expect([source.watched, source.taken]).toEqual([1, 2]);
});

it("ends its watch with the last reader, and begins another with the next one, from now on", async () => {
  const source = new CountedEvents();
  const shared = new SharedWatch(source);
  const [one, other] = [follow(shared), follow(shared)];
  const waiting = [one.next(), other.next()];
  one.stop();
  expect(await waiting[0]).toBeUndefined();
  await tell(source, "a");
  expect(await waiting[1]).toBe("a");
  const last = other.next();
  other.stop();
  expect(await last).toBeUndefined();
  await expect.poll(() => source.watching).toBe(0);
  await tell(source, "meanwhile");
  const next = follow(shared);
  const heard = next.next();
  await tell(source, "b");
  expect(await heard).toBe("b");
});

it("goes on where one was, from what is kept or with a watch of its own until that is reached", async () => {
  const source = new CountedEvents();
  await tell(source, "a", "b", "c");
  const shared = new SharedWatch(source);
  const reader = follow(shared, "1");
  expect(await take(reader, 2)).toEqual(["b", "c"]);
  expect(await take(follow(shared, "2"), 1)).toEqual(["c"]);
  expect(source.watched).toBe(1);
  const returned = follow(shared, "0");
  expect(await take(returned, 3)).toEqual(["a", "b", "c"]);
  expect(source.watched).toBe(2);
  const heard = [reader.next(), returned.next()];
  await tell(source, "d");
  expect(await Promise.all(heard)).toEqual(["d", "d"]);
  await expect.poll(() => source.watching).toBe(1);
});

it("leaves nothing out for one who is slow, and keeps only so much for it", async () => {
  const source = new CountedEvents();
  const shared = new SharedWatch(source, 3);
  const [fast, slow] = [follow(shared), follow(shared)];
  const first = [fast.next(), slow.next()];
  const ids = Array.from({ length: 10 }, (_, index) => `trace-${index}`);
  await tell(source, ...ids);
  await Promise.all(first);
  expect(await take(fast, 9)).toEqual(ids.slice(1));
  expect(source.watched).toBe(1);
  expect(await take(slow, 9)).toEqual(ids.slice(1));
  expect(source.watched).toBe(2);
});

it("takes no more from the source than somebody has room for", async () => {
  const source = new CountedEvents();
  const reader = follow(new SharedWatch(source));
  const first = reader.next();
  await tell(source, "a", "b", "c");
  await first;
  expect(source.taken).toBe(1);
});

it("tells all readers of a source that broke, and begins anew with the next one", async () => {
  let isBroken = true;
  const source = new CountedEvents();
  const shared = new SharedWatch({
    async *watch(options) {
      if (isBroken) throw new Error("the source broke");
      yield* source.watch(options);
    },
  });
  const all = [follow(shared).next(), follow(shared).next()];
  expect(await Promise.allSettled(all)).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
  isBroken = false;
  const heard = follow(shared).next();
  await tell(source, "a");
  expect(await heard).toBe("a");
});

it("ends where the source ends", async () => {
  const shared = new SharedWatch({ async *watch() {} });
  expect(await follow(shared).next()).toBeUndefined();
});
