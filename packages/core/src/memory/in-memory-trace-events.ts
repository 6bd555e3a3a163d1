import type { EventBatch, TraceEvent, TraceEvents, WatchOptions } from "../ports/trace-events.js";

const DEFAULT_KEPT = 10_000;

export interface InMemoryTraceEventsOptions {
  /** Events that are kept for those who come back, at least where so many happened. @default 10000 */
  readonly kept?: number;
}

/** Live events for one process. Who watches too slowly goes on with the oldest that is kept. */
export class InMemoryTraceEvents implements TraceEvents {
  readonly #most: number;
  readonly #batches: EventBatch[] = [];
  #kept = 0;
  /** The number of the batch that comes next; the first is 1. */
  #next = 1;
  /** Those who wait for it. */
  readonly #waiting = new Set<() => void>();

  constructor({ kept = DEFAULT_KEPT }: InMemoryTraceEventsOptions = {}) {
    this.#most = kept;
  }

  async publish(events: readonly TraceEvent[]): Promise<void> {
    if (events.length === 0) return;
    this.#batches.push({ id: String(this.#next), events });
    this.#next += 1;
    this.#kept += events.length;
    while (this.#kept > this.#most && this.#batches.length > 1) this.#forgetOldest();
    for (const wake of [...this.#waiting]) wake();
  }

  async *watch({ after, signal }: WatchOptions): AsyncIterable<EventBatch> {
    let next = after === undefined ? this.#next : this.#after(after);
    while (!signal.aborted) {
      const oldest = this.#next - this.#batches.length;
      next = Math.max(next, oldest);
      const batch = this.#batches[next - oldest];
      if (batch === undefined) {
        await this.#untilMore(signal);
        continue;
      }
      next += 1;
      yield batch;
    }
  }

  /** Of an id that is none of these, or of another time, all that is kept. */
  #after(id: string): number {
    const number = /^\d{1,15}$/.test(id) ? Number(id) : 0;
    return number < this.#next ? number + 1 : 0;
  }

  #forgetOldest(): void {
    this.#kept -= this.#batches.shift()?.events.length ?? 0;
  }

  #untilMore(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }
}
