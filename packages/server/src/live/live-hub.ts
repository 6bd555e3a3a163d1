import type { TraceEvents } from "@steptrace/core";
import { LiveClient } from "./live-client.js";
import { type EventFilter, eventsFor, messagesOf } from "./sent-events.js";
import { SharedWatch } from "./shared-watch.js";

const HEARTBEAT_MS = 15_000;
const MOST_CLIENTS = 100;

/** Where a client begins, and what it wants to see. */
export interface LiveRequest {
  readonly filter: EventFilter;
  /** The id of the last message that it has; absent where it begins. */
  readonly after?: string | undefined;
  /** Closes the connection. */
  readonly hangUp: () => void;
}

/** Those who watch: so many at most, with one watch of the events for all of them, which ends when the last one goes. */
export class LiveHub {
  readonly #events: Pick<TraceEvents, "watch">;
  readonly #clients = new Set<LiveClient>();
  readonly #report: (error: unknown) => void;
  #isClosed = false;

  /** @param report is told why a watch ended that should have gone on */
  constructor(events: Pick<TraceEvents, "watch">, report: (error: unknown) => void) {
    this.#events = new SharedWatch(events);
    this.#report = report;
  }

  /** How many watch. */
  get size(): number {
    return this.#clients.size;
  }

  /** @returns the body of the answer; `undefined` where as many watch as may, and after the end */
  open(request: LiveRequest): ReadableStream<Uint8Array> | undefined {
    if (this.#isClosed || this.#clients.size >= MOST_CLIENTS) return undefined;
    const gone = new AbortController();
    const client = new LiveClient(() => {
      clearInterval(heartbeat);
      this.#clients.delete(client);
      gone.abort();
    }, request.hangUp);
    const heartbeat = setInterval(() => client.beat(), HEARTBEAT_MS);
    heartbeat.unref();
    this.#clients.add(client);
    void this.#feed(client, request, gone.signal);
    return client.body;
  }

  /** Ends all answers, and gives no more. */
  close(): void {
    this.#isClosed = true;
    for (const client of [...this.#clients]) client.drop();
  }

  async #feed(client: LiveClient, { filter, after }: LiveRequest, signal: AbortSignal): Promise<void> {
    try {
      await client.send("event: hello\ndata: {}\n\n");
      for await (const batch of this.#events.watch({ signal, ...(after !== undefined && { after }) })) {
        const events = eventsFor(batch, filter);
        for (const message of messagesOf(batch.id, events)) await client.send(message);
      }
    } catch (error) {
      // The client comes back, and may find that it works again.
      if (!signal.aborted) this.#report(error);
    }
    client.end();
  }
}
