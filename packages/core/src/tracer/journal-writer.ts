import type { Limits } from "../model/limits.js";
import type { ClosedJournal, StepJournal } from "../ports/step-journal.js";
import { runOutside } from "./frames.js";
import type { LiveTrace } from "./live-trace.js";
import { TraceJournal } from "./trace-journal.js";
import { unreferencedTimer } from "./unreferenced-timer.js";

/** How long nothing is tried after a fault: an outage must not cost each step a command. */
const PAUSE_MS = 1000;

/** Whom the writer tells of faults. */
interface FaultListener {
  report(error: unknown): void;
  countFault(): void;
}

/**
 * Writes the journals of a tracer's traces: what happened in one turn of the event loop as one text for each trace, one
 * text of a trace at a time; what happens meanwhile goes with the next. Keeps running traces alive by one timer. An
 * outage is reported once; when it is over, what was due is written, and all of a trace that the journal has forgotten.
 */
export class JournalWriter {
  readonly limits: Required<Limits>;
  readonly #journal: StepJournal;
  readonly #faults: FaultListener;
  readonly #open = new Map<string, TraceJournal>();
  readonly #due = new Set<TraceJournal>();
  #length = 0;
  /** Entries, and whole traces, that a bound kept out of the journal. */
  refused = 0;
  /** Why nothing can be written at the moment; tried again every second. */
  fault: unknown;
  #isScheduled = false;
  #isDown = false;
  #renewal: NodeJS.Timeout | undefined;

  constructor(journal: StepJournal, limits: Required<Limits>, faults: FaultListener) {
    this.#journal = journal;
    this.limits = limits;
    this.#faults = faults;
  }

  /** `undefined` where as many traces are journaled as may be. */
  begin(trace: LiveTrace): TraceJournal | undefined {
    if (this.#open.size >= this.limits.journalTraces) {
      this.refused += 1;
      return undefined;
    }
    const opened = new TraceJournal(trace, this);
    this.#open.set(trace.start.traceId, opened);
    this.schedule(opened);
    this.#renewal ??= unreferencedTimer(() =>
      setInterval(() => void this.#renew(), this.#journal.renewEveryMs),
    );
    return opened;
  }

  /** The trace has ended, or was cleared: nothing keeps it alive from now on. */
  end(traceId: string): void {
    const trace = this.#open.get(traceId);
    trace?.release();
    this.#open.delete(traceId);
    // What cannot be written waits, whole; an outage must not fill the memory with it.
    if (trace !== undefined && this.#due.size > this.limits.journalTraces && this.#due.delete(trace))
      this.refused += 1;
    if (this.#open.size > 0) return;
    clearInterval(this.#renewal);
    this.#renewal = undefined;
  }

  /** Has what is due written in the next turn of the event loop; in an outage, after a pause. */
  schedule(trace: TraceJournal): void {
    const isEnded = !this.#open.has(trace.traceId);
    if (isEnded && this.#due.size >= this.limits.journalTraces && !this.#due.has(trace)) {
      this.refused += 1;
      return;
    }
    this.#due.add(trace);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const write = (): void => this.#writeDue();
    if (this.#isDown) unreferencedTimer(() => setTimeout(write, PAUSE_MS));
    else runOutside(() => setImmediate(write));
  }

  /** Whether a text may be written, of a trace that has so many characters in the journal; it is counted if so. */
  admit(traceLength: number, length: number): boolean {
    const { journalTraceLength, journalLength } = this.limits;
    if (traceLength + length > journalTraceLength || this.#length + length > journalLength) return false;
    this.#length += length;
    return true;
  }

  release(length: number): void {
    this.#length -= length;
  }

  append(traceId: string, text: string, isFirst: boolean): Promise<boolean> {
    return this.#journal.append(traceId, text, isFirst);
  }

  close(traceId: string, text: string): Promise<ClosedJournal> {
    return this.#journal.close(traceId, text);
  }

  remove(traceId: string, texts: number): void {
    this.#journal.remove(traceId, texts).catch((error: unknown) => this.meet(error));
  }

  /** Takes note of a fault: the first of an outage is reported, the others are counted. */
  meet(error: unknown): void {
    if (this.#isDown) this.#faults.countFault();
    else this.#faults.report(error);
    this.#isDown = true;
  }

  #writeDue(): void {
    this.#isScheduled = false;
    const due = [...this.#due].filter((trace) => trace.isDue);
    this.#due.clear();
    // A fault has been told by then.
    for (const trace of due) trace.write().catch(() => {});
  }

  /** The journal has answered. */
  succeed(): void {
    this.#isDown = false;
    this.fault = undefined;
  }

  /** A text of a trace could not be written: it is due again, after a pause. */
  fail(error: unknown, trace: TraceJournal): void {
    this.meet(error);
    this.fault = error;
    this.schedule(trace);
  }

  async #renew(): Promise<void> {
    try {
      const forgotten = await this.#journal.renew([...this.#open.keys()]);
      for (const traceId of forgotten) {
        const trace = this.#open.get(traceId);
        trace?.beginAnew();
        if (trace !== undefined) this.schedule(trace);
      }
    } catch {
      // What is written next meets the same fault, and reports it.
    }
  }
}
