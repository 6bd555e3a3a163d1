import type { TraceRow } from "@steptrace/core";
import { retryDelayMs } from "./retry-delay.js";
import type { Outcomes } from "./store-rows.js";
import { storingError } from "./storing-error.js";
import { type QueuedRow, takeBatch } from "./take-batch.js";
import type { StoredTrace } from "./write-rows.js";

/** Batches under way at the same time: while the server works on one, the next is made. A third one gains nothing. */
const LANES = 2;

/** A row on its way, and whose it is. */
export interface QueuedTrace<T> extends QueuedRow {
  readonly owner: T;
  /** When it is given up that met a failure which may pass; by `performance.now()`. */
  readonly deadline: number;
  attempts: number;
}

/** What became of a row in the end. */
export type Verdict = { readonly stored: StoredTrace } | { readonly error: unknown };

export interface LanesListener<T> {
  onVerdict(queued: QueuedTrace<T>, verdict: Verdict): void;
  /** Nothing can be stored at the moment: what has waited until its deadline, and `now`, may give up. */
  onOutage(now: number, error: unknown): void;
}

/**
 * Rows in batches: on an idle line one goes at once, else with all others that have come meanwhile. After a failure that may
 * pass, all wait, longer each time, and what was under way is tried again until its deadline.
 */
export class BatchLanes<T> {
  readonly #store: (rows: readonly TraceRow[]) => Promise<Outcomes>;
  readonly #listener: LanesListener<T>;
  #queue: QueuedTrace<T>[] = [];
  #busyLanes = 0;
  #isScheduled = false;
  /** Runs while nothing is tried. */
  #pause: NodeJS.Timeout | undefined;
  /** Why nothing could be stored at the last attempt. */
  #outage: unknown;
  #failuresInARow = 0;
  /** Rows in statements that are under way. */
  inFlight = 0;
  /** How often a row was tried again. */
  retried = 0;

  /** @param store stores rows of different trace ids; never rejects */
  constructor(store: (rows: readonly TraceRow[]) => Promise<Outcomes>, listener: LanesListener<T>) {
    this.#store = store;
    this.#listener = listener;
  }

  get queued(): number {
    return this.#queue.length;
  }

  add(trace: QueuedTrace<T>): void {
    this.#queue.push(trace);
    this.#schedule();
  }

  /** What comes in the same turn of the event loop goes together. */
  #schedule(): void {
    if (this.#isScheduled || this.#pause !== undefined || this.#busyLanes === LANES) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#fillLanes();
    });
  }

  #fillLanes(): void {
    while (this.#pause === undefined && this.#queue.length > 0 && this.#busyLanes < LANES) {
      const share = Math.ceil(this.#queue.length / (LANES - this.#busyLanes));
      void this.#run(takeBatch(this.#queue, share));
    }
  }

  async #run(batch: readonly QueuedTrace<T>[]): Promise<void> {
    this.#busyLanes += 1;
    this.inFlight += batch.length;
    // In one order everywhere, so that no two batches wait for each other's rows.
    const rows = batch.map(({ row }) => row).sort((a, b) => (a.trace_id < b.trace_id ? -1 : 1));
    const outcomes = await this.#store(rows);
    this.#busyLanes -= 1;
    this.inFlight -= batch.length;
    const again: QueuedTrace<T>[] = [];
    let outage: unknown;
    for (const queued of batch) {
      const outcome = outcomes.get(queued.row.trace_id);
      queued.attempts += 1;
      if (outcome !== undefined && "stored" in outcome) {
        this.#failuresInARow = 0;
        this.#listener.onVerdict(queued, outcome);
        continue;
      }
      if (outcome?.kind === "outage") outage = outcome.error;
      const mayPass = outcome?.kind === "outage" || outcome?.kind === "conflict";
      if (mayPass && performance.now() < queued.deadline) again.push(queued);
      else this.#giveUp(queued, outcome?.error);
    }
    this.#outage = outage;
    this.#queue = [...again, ...this.#queue];
    this.retried += again.length;
    if (again.length > 0 || outage !== undefined) this.#rest();
    this.#schedule();
  }

  #giveUp(queued: QueuedTrace<T>, error: unknown): void {
    this.#listener.onVerdict(queued, {
      error: storingError(error, queued.row.trace_id, queued.attempts),
    });
  }

  #rest(): void {
    this.#giveUpLate();
    if (this.#pause !== undefined) return;
    this.#failuresInARow += 1;
    this.#pause = setTimeout(
      () => {
        this.#pause = undefined;
        this.#giveUpLate();
        this.#fillLanes();
      },
      retryDelayMs(this.#failuresInARow, Math.random()),
    );
  }

  /** In an outage, what has waited long enough is not tried once more. */
  #giveUpLate(): void {
    const error = this.#outage;
    if (error === undefined) return;
    const now = performance.now();
    const late = this.#queue.filter(({ deadline }) => deadline <= now);
    this.#queue = this.#queue.filter(({ deadline }) => deadline > now);
    for (const queued of late) this.#giveUp(queued, error);
    this.#listener.onOutage(now, error);
  }
}
