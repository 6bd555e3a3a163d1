import type { EventBatch, TraceEvent, WatchOptions } from "@steptrace/core";

/** Live events that a test tells of. */
export class ToldEvents {
  readonly #batches: EventBatch[] = [];
  readonly #waiting = new Set<() => void>();

  tell(...events: readonly TraceEvent[]): void {
    this.#batches.push({ id: String(this.#batches.length + 1), events });
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  async *watch({ after, signal }: WatchOptions): AsyncIterable<EventBatch> {
    let next = after === undefined ? this.#batches.length : Number(after);
    while (!signal.aborted) {
      const batch = this.#batches[next];
      if (batch === undefined) {
        await new Promise<void>((resolve) => {
          this.#waiting.add(resolve);
          signal.addEventListener("abort", () => resolve(), { once: true });
        });
        continue;
      }
      next += 1;
      yield batch;
    }
  }
}
