import { connect } from "node:net";
import type { EventBatch, TraceEvent, TraceEvents, WatchOptions } from "@steptrace/core";
import { describe, expect, onTestFinished, vi } from "vitest";
import { createServer, listen } from "../src/index.js";
import { type Site, serverTest as test } from "./support/server-test.js";

const MEGABYTE = 1024 * 1024;

/** Events that a test tells of. */
class Told {
  readonly #batches: EventBatch[] = [];
  #wake: () => void = () => {};

  /** How many batches were asked for. */
  taken = 0;

  /** @param notes an event for each, by which it is known */
  tell(skillName: string, ...notes: readonly string[]): void {
    const events = notes.map(
      (traceId): TraceEvent => ({ kind: "started", traceId, skillName, at: new Date(0) }),
    );
    this.#batches.push({ id: String(this.#batches.length + 1), events });
    this.#wake();
  }

  async *watch({ after = "0", signal }: WatchOptions): AsyncIterable<EventBatch> {
    let next = Number(after);
    while (!signal.aborted) {
      const batch = this.#batches[next];
      if (batch === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
          signal.addEventListener("abort", () => resolve(), { once: true });
        });
        continue;
      }
      next += 1;
      this.taken += 1;
      yield batch;
    }
  }
}

async function open(site: Site) {
  const told = new Told();
  const server = createServer({ ...site.options, events: { source: "process", events: told } });
  const { url, close } = await listen(server, { port: 0 });
  onTestFinished(close);
  return { told, server, url: `${url}api/v1/events` };
}

async function readUntil(response: Response, word: string): Promise<string> {
  const read: string[] = [];
  let end = "";
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    const text = decoder.decode(bytes, { stream: true });
    read.push(text);
    end = end.slice(-word.length) + text;
    if (end.includes(word)) break;
  }
  return read.join("");
}

describe("live events", () => {
  test("come as they happen, only those that were asked for, and go on where one was", async ({ site }) => {
    const { told, url, server } = await open(site);
    told.tell("pack", "before");
    const gone = new AbortController();
    const response = await fetch(`${url}?skill=pack`, { signal: gone.signal });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    told.tell("other", "not-ours");
    told.tell("pack", "ours");
    const text = await readUntil(response, "ours");
    expect(text).toContain("event: hello");
    expect(text).not.toContain("not-ours");
    expect(text).toContain("id: 3\nevent: batch\ndata: [");
    gone.abort();
    await expect.poll(() => server.watching()).toBe(0);
    const again = await fetch(url, {
      headers: { "last-event-id": "1" },
      signal: AbortSignal.timeout(20_000),
    });
    expect(await readUntil(again, '"ours"')).not.toContain("before");
  });

  test("are refused where as many watch as may, and as soon as one goes another may", async ({ site }) => {
    const { url, server } = await open(site);
    const all = new AbortController();
    const one = new AbortController();
    const watch = (signal: AbortSignal) => fetch(url, { signal });
    // Kept: an answer that nobody holds is collected, and hangs up.
    const answers = [await watch(one.signal)];
    while (answers.length < 100) answers.push(await watch(all.signal));
    expect((await fetch(url)).status).toBe(503);
    one.abort();
    await expect.poll(() => server.watching()).toBe(99);
    answers.push(await watch(all.signal));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    all.abort();
  });

  test("are not kept for one who does not read", async ({ site }) => {
    const { told, url, server } = await open(site);
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { hostname, port, pathname } = new URL(url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.on("error", () => {});
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
    socket.pause();
    await expect.poll(() => server.watching()).toBe(1);
    const megabyte = "x".repeat(MEGABYTE);
    for (let count = 0; count < 100; count += 1) told.tell("pack", megabyte);
    // What the connection and the queue hold is taken from the source, and no more.
    await expect.poll(() => told.taken).toBeGreaterThan(0);
    await expect
      .poll(() => {
        vi.advanceTimersByTime(15_000);
        return server.watching();
      })
      .toBe(0);
    expect(told.taken).toBeLessThan(50);
  });

  test("come whole to one who reads, however much there is at once", async ({ site }) => {
    const { told, url, server } = await open(site);
    const gone = new AbortController();
    const response = await fetch(`${url}?after=0`, { signal: gone.signal });
    const notes = Array.from({ length: 5000 }, (_, index) => `note-${index}-${"x".repeat(1000)}`);
    told.tell("pack", ...notes);
    for (let count = 0; count < 20; count += 1) told.tell("pack", "x".repeat(MEGABYTE));
    told.tell("pack", "the last");
    const text = await readUntil(response, '"the last"');
    expect(text.match(/note-\d+-x+/g)).toEqual(notes);
    expect(text.match(/^id: .*$/gm)?.slice(0, 2)).toEqual(["id: 1", "id: 2"]);
    gone.abort();
    await expect.poll(() => server.watching()).toBe(0);
  });

  test("are watched by nobody who asks for the head alone, or when the server has ended", async ({
    site,
  }) => {
    const { url, server } = await open(site);
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    expect(server.watching()).toBe(0);
    server.close();
    expect((await fetch(url)).status).toBe(503);
  });

  test("need no Node.js around the request", async ({ site }) => {
    const { told, server } = await open(site);
    const response = await server.app.fetch(new Request("http://localhost/api/v1/events"));
    told.tell("pack", "heard");
    expect(await readUntil(response, "heard")).toContain("event: batch");
    await expect.poll(() => server.watching()).toBe(0);
  });

  test("break off where their source does, which is told", async ({ site }) => {
    const fault = new Error("the source broke");
    const onError = vi.fn<(error: unknown) => void>();
    const events: Pick<TraceEvents, "watch"> = {
      watch: () => {
        throw fault;
      },
    };
    const server = createServer({ ...site.options, onError, events: { source: "redis", events } });
    const response = await server.app.request("http://localhost/api/v1/events");
    expect(await response.text()).toBe("event: hello\ndata: {}\n\n");
    expect(onError.mock.calls).toEqual([[fault]]);
  });

  test("refuse a place to go on from that is none", async ({ site }) => {
    const { url } = await open(site);
    expect((await fetch(url, { headers: { "last-event-id": "9".repeat(101) } })).status).toBe(400);
  });
});
