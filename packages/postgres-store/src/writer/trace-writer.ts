import { StorageError, type Trace, type TraceRow } from "@steptrace/core";
import { BatchLanes, type QueuedTrace, type Verdict } from "./batch-lanes.js";
import { Room, type RoomLimits } from "./room.js";
import type { Outcomes } from "./store-rows.js";
import { STORING } from "./storing-error.js";
import { rowLength } from "./take-batch.js";
import type { StoredTrace } from "./write-rows.js";

export interface WriterLimits extends RoomLimits {
  /** Milliseconds from the call on, after which a trace is given up that met a failure which may pass. */
  readonly retryForMs: number;
}

/** What a writer has done, and has to do. */
export interface WriterStats {
  /** Traces that wait for their turn. */
  readonly queued: number;
  /** Traces in statements that are under way. */
  readonly inFlight: number;
  /** Traces that are in the table. */
  readonly committed: number;
  /** How often a trace was tried again, after a failure that may pass. */
  readonly retried: number;
  /** Traces that were not stored; their callers know why. */
  readonly refused: number;
}

/** Somebody who waits for an answer. */
class Call {
  readonly deadline: number;
  readonly answer: Promise<StoredTrace>;
  resolve!: (stored: StoredTrace) => void;
  reject!: (error: unknown) => void;

  constructor(deadline: number) {
    this.deadline = deadline;
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

/**
 * Group commit: rows that come while statements are under way go together into the next one, and each caller hears of its own
 * row. A full queue makes callers wait. There is one promise a call, and its row: what thousands of calls hold meanwhile
 * is what the garbage collector spends its time on.
 */
export class TraceWriter {
  readonly #encode: (trace: Trace) => TraceRow;
  readonly #retryForMs: number;
  readonly #room: Room;
  readonly #lanes: BatchLanes<Call>;
  /** Those that are not answered yet. */
  readonly #calls = new Set<Call>();
  #committed = 0;
  #refused = 0;
  #isClosed = false;

  /**
   * @param encode makes a trace's row
   * @param store stores rows of different trace ids; never rejects
   */
  constructor(
    encode: (trace: Trace) => TraceRow,
    store: (rows: readonly TraceRow[]) => Promise<Outcomes>,
    limits: WriterLimits,
  ) {
    this.#encode = encode;
    this.#retryForMs = limits.retryForMs;
    this.#room = new Room(limits);
    this.#lanes = new BatchLanes(store, {
      onVerdict: (queued, verdict) => this.#settle(queued, verdict),
      onOutage: (now, error) => this.#room.expire(now, error),
    });
  }

  /**
   * Writes the row of a trace, and resolves when it is committed.
   *
   * @throws why it is not stored
   */
  write(trace: Trace): Promise<StoredTrace> {
    const call = new Call(performance.now() + this.#retryForMs);
    if (this.#isClosed) call.reject(closedError());
    else {
      this.#calls.add(call);
      this.#room.ask({
        deadline: call.deadline,
        enter: () => this.#enter(call, trace),
        reject: (error) => this.#refuse(call, error),
      });
    }
    return call.answer;
  }

  /** Resolves when all that was to be written before is committed or refused. */
  async flush(): Promise<void> {
    await Promise.allSettled([...this.#calls].map(({ answer }) => answer));
  }

  /** Takes no more, and resolves when all is committed or refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }

  stats(): WriterStats {
    const { queued, inFlight, retried } = this.#lanes;
    return {
      queued: queued + this.#room.waiting,
      inFlight,
      committed: this.#committed,
      retried,
      refused: this.#refused,
    };
  }

  #enter(call: Call, trace: Trace): void {
    try {
      const row = this.#encode(trace);
      const length = rowLength(row);
      this.#room.fill(length);
      this.#lanes.add({ row, length, deadline: call.deadline, owner: call, attempts: 0 });
    } catch (error) {
      this.#refuse(call, error);
      this.#room.leave(0);
    }
  }

  #settle({ owner, length }: QueuedTrace<Call>, verdict: Verdict): void {
    if ("stored" in verdict) {
      this.#calls.delete(owner);
      this.#committed += 1;
      owner.resolve(verdict.stored);
    } else this.#refuse(owner, verdict.error);
    this.#room.leave(length);
  }

  #refuse(call: Call, error: unknown): void {
    this.#calls.delete(call);
    this.#refused += 1;
    call.reject(error);
  }
}

function closedError(): StorageError {
  return new StorageError(`${STORING} failed: the storage was closed here. Open a new one.`, {
    reason: "closed",
  });
}
