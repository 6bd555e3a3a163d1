import type { EventBatch, TraceEvents, WatchOptions } from "@steptrace/core";
import { CommonBatches } from "./common-batches.js";

/**
 * One watch of a source for all who watch: however many there are, it is read once. Whoever falls far behind, or goes on from a place
 * that is no longer kept here, has a watch of its own until it has caught up.
 */
export class SharedWatch implements Pick<TraceEvents, "watch"> {
  readonly #source: Pick<TraceEvents, "watch">;
  readonly #common: CommonBatches;

  /** @param mostKept events that are kept for slow readers, at least where so many happened */
  constructor(source: Pick<TraceEvents, "watch">, mostKept?: number) {
    this.#source = source;
    this.#common = new CommonBatches(source, mostKept);
  }

  async *watch({ after, signal }: WatchOptions): AsyncIterable<EventBatch> {
    let last = after;
    try {
      let place = this.#common.join(after);
      while (!signal.aborted) {
        if (place !== undefined) {
          for await (const batch of this.#common.from(place, signal)) {
            last = batch.id;
            yield batch;
          }
          place = undefined;
        }
        const own = { signal, ...(last !== undefined && { after: last }) };
        for await (const batch of this.#source.watch(own)) {
          last = batch.id;
          yield batch;
          place = this.#common.placeAfter(last);
          if (place !== undefined) break;
        }
        if (place === undefined) return;
      }
    } finally {
      this.#common.leave();
    }
  }
}
