import type { TraceEvent, TraceEvents } from "../ports/trace-events.js";
import { runOutside } from "./frames.js";

/** Events that wait to be told at most: whoever watches sees what happens now, or nothing of it. */
const MOST_DUE = 10_000;

/** Whom the writer tells of faults. */
interface FaultListener {
  report(error: unknown): void;
  countFault(): void;
}

/**
 * Tells those who watch what a tracer's traces do: what happened in one turn of the event loop together, one message at a time. What
 * cannot be told is dropped, and counted; an outage is reported once.
 */
export class EventWriter {
  readonly #events: Pick<TraceEvents, "publish">;
  readonly #faults: FaultListener;
  #due: TraceEvent[] = [];
  #isScheduled = false;
  #isDown = false;
  /** Events that were not told. */
  dropped = 0;

  constructor(events: Pick<TraceEvents, "publish">, faults: FaultListener) {
    this.#events = events;
    this.#faults = faults;
  }

  tell(event: TraceEvent): void {
    if (this.#due.length >= MOST_DUE) {
      this.dropped += 1;
      return;
    }
    this.#due.push(event);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#publishSoon();
  }

  #publishSoon(): void {
    runOutside(() => setImmediate(() => void this.#publish()));
  }

  async #publish(): Promise<void> {
    const due = this.#due;
    this.#due = [];
    try {
      await this.#events.publish(due);
      this.#isDown = false;
    } catch (error) {
      this.dropped += due.length;
      if (this.#isDown) this.#faults.countFault();
      else this.#faults.report(error);
      this.#isDown = true;
    }
    this.#isScheduled = this.#due.length > 0;
    if (this.#isScheduled) this.#publishSoon();
  }
}
