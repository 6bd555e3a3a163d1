import type { EventBatch, TraceEvents } from "@steptrace/core";

/** Events that are kept for those who read more slowly than the fastest, at least where so many happened. */
const MOST_KEPT = 2000;

/** A watch that is under way. */
interface Reading {
  readonly batches: AsyncIterator<EventBatch>;
  readonly end: AbortController;
}

/**
 * What one watch of a source gives to many: the newest batches, each with a number as its place. The source is read as fast as the fastest
 * reader takes what comes, and not at all while there is none.
 */
export class CommonBatches {
  readonly #source: Pick<TraceEvents, "watch">;
  readonly #most: number;
  #kept: EventBatch[] = [];
  #keptEvents = 0;
  /** The place of the oldest batch that is kept. */
  #oldest = 0;
  #readers = 0;
  #reading: Reading | undefined;
  /** The batch that is waited for: whether there is one. */
  #next: Promise<boolean> | undefined;

  constructor(source: Pick<TraceEvents, "watch">, most: number = MOST_KEPT) {
    this.#source = source;
    this.#most = most;
  }

  /** @returns the place of what comes after an id; of what comes next, without one; `undefined` where that is not kept */
  join(after: string | undefined): number | undefined {
    this.#readers += 1;
    if (this.#reading !== undefined && after !== undefined) return this.placeAfter(after);
    this.#reading ??= this.#begin(after);
    return this.#end;
  }

  leave(): void {
    this.#readers -= 1;
    if (this.#readers === 0) this.#stop();
  }

  /** @returns the place after the first batch of an id, which need not be the only one; `undefined` where none is kept */
  placeAfter(id: string): number | undefined {
    const index = this.#kept.findIndex((batch) => batch.id === id);
    return index === -1 ? undefined : this.#oldest + index + 1;
  }

  /** The batches from a place on, until they are no longer kept, the source ends, or the signal aborts. */
  async *from(place: number, signal: AbortSignal): AsyncIterable<EventBatch> {
    const aborted = whenAborted(signal);
    for (let next = place; next >= this.#oldest && !signal.aborted; ) {
      const batch = this.#kept[next - this.#oldest];
      if (batch !== undefined) {
        next += 1;
        yield batch;
      } else if (!(await Promise.race([this.#readNext(), aborted]))) return;
    }
  }

  get #end(): number {
    return this.#oldest + this.#kept.length;
  }

  #begin(after: string | undefined): Reading {
    const end = new AbortController();
    const watch = { signal: end.signal, ...(after !== undefined && { after }) };
    return { batches: this.#source.watch(watch)[Symbol.asyncIterator](), end };
  }

  /** What is kept is forgotten: what happens before the next reader comes would be missing in it. */
  #stop(): void {
    this.#reading?.end.abort();
    this.#reading = undefined;
    this.#next = undefined;
    this.#oldest = this.#end;
    this.#kept = [];
    this.#keptEvents = 0;
  }

  #readNext(): Promise<boolean> {
    this.#next ??= this.#read(this.#reading);
    return this.#next;
  }

  /** All who wait share the fault of a source that broke; who comes afterwards begins anew. */
  async #read(reading: Reading | undefined): Promise<boolean> {
    try {
      const result = await reading?.batches.next();
      if (reading !== this.#reading || result === undefined || result.done === true) return false;
      this.#next = undefined;
      this.#keep(result.value);
      return true;
    } catch (error) {
      if (reading === this.#reading) this.#stop();
      throw error;
    }
  }

  #keep(batch: EventBatch): void {
    this.#kept.push(batch);
    this.#keptEvents += batch.events.length;
    while (this.#keptEvents > this.#most && this.#kept.length > 1) {
      this.#keptEvents -= this.#kept.shift()?.events.length ?? 0;
      this.#oldest += 1;
    }
  }
}

function whenAborted(signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(false), { once: true }));
}
