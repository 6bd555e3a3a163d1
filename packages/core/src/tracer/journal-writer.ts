import type { Limits } from "../model/limits.js";
import type { StepJournal } from "../ports/step-journal.js";
import { runOutside } from "./frames.js";
import { JoinedJournal } from "./joined-journal.js";
import { JoinedTraceJournal } from "./joined-trace-journal.js";
import type { LiveTrace } from "./live-trace.js";
import { OwnedJournal } from "./owned-journal.js";
import { OwnedTraceJournal } from "./owned-trace-journal.js";
import type { TraceJournal } from "./trace-journal.js";
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
 * text of a trace at a time; what happens meanwhile goes with the next. Keeps running traces alive, and looks after joined
 * ones, by one timer. An outage is reported once; when it is over, what was due is written, and all of a trace that the
 * journal has forgotten.
 */
export class JournalWriter {
  readonly limits: Required<Limits>;
  readonly journal: StepJournal;
  readonly #faults: FaultListener;
  readonly #open = new Map<string, OwnedTraceJournal>();
  readonly #joined = new Set<JoinedTraceJournal>();
  readonly #due = new Set<TraceJournal>();
  #length = 0;
  /** Entries, and whole traces, that a bound kept out of the journal. */
  refused = 0;
  /** Why nothing can be written at the moment; tried again every second. */
  fault: unknown;
  #isScheduled = false;
  /** Runs where what is due waits for the end of an outage. */
  #pause: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(journal: StepJournal, limits: Required<Limits>, faults: FaultListener) {
    this.journal = journal;
    this.limits = limits;
    this.#faults = faults;
  }

  /** The journal of a trace that starts; `undefined` where as many traces are journaled as may be. */
  begin(trace: LiveTrace): OwnedTraceJournal | undefined {
    if (this.#open.size >= this.limits.journalTraces) {
      this.refused += 1;
      return undefined;
    }
    const channel = new OwnedJournal(trace, this.journal, this.limits.metadataBytes);
    const opened = new OwnedTraceJournal(trace, this, channel);
    this.#open.set(trace.start.traceId, opened);
    this.schedule(opened);
    this.#startTimer();
    return opened;
  }

  /** The journal of a trace that runs in another process. */
  join(trace: LiveTrace, firstStepId: number): JoinedTraceJournal {
    const channel = new JoinedJournal(trace, this.journal, this.limits.metadataBytes, firstStepId);
    return new JoinedTraceJournal(trace, this, channel);
  }

  /** Looks after a joined trace from now on: something was said of it. */
  hold(trace: JoinedTraceJournal): void {
    this.#joined.add(trace);
    this.#startTimer();
  }

  /** A joined trace has ended, or its process is done with it. */
  leave(trace: TraceJournal): void {
    if (trace instanceof JoinedTraceJournal) this.#joined.delete(trace);
    this.#due.delete(trace);
    trace.release();
    this.#stopTimer();
  }

  /** A trace has ended, or was cleared: nothing keeps it alive from now on. */
  end(traceId: string): void {
    const trace = this.#open.get(traceId);
    trace?.releaseEnd();
    this.#open.delete(traceId);
    // What cannot be written waits, whole; an outage must not fill the memory with it.
    if (trace !== undefined && this.#due.size > this.limits.journalTraces && this.#due.delete(trace))
      this.refused += 1;
    this.#stopTimer();
  }

  /** Has what is due written in the next turn of the event loop; in an outage, after a pause. */
  schedule(trace: TraceJournal): void {
    const isHeld =
      trace instanceof JoinedTraceJournal ? this.#joined.has(trace) : this.#open.get(trace.traceId) === trace;
    if (!isHeld && this.#due.size >= this.limits.journalTraces && !this.#due.has(trace)) {
      this.refused += 1;
      return;
    }
    this.#due.add(trace);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    if (this.#isDown) this.#pause = unreferencedTimer(() => setTimeout(() => this.#writeDue(), PAUSE_MS));
    else this.#writeSoon();
  }

  /** Tries again after a pause: the journal of this trace alone is not open. */
  wait(trace: TraceJournal): void {
    unreferencedTimer(() => setTimeout(() => trace.keep(), PAUSE_MS));
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

  /** Takes note of a fault: the first of an outage is reported, the others are counted. */
  meet(error: unknown): void {
    if (this.#isDown) this.#faults.countFault();
    else this.report(error);
    this.fault = error;
  }

  report(error: unknown): void {
    this.#faults.report(error);
  }

  /** The journal has answered: an outage is over, and what is due waits no longer. */
  succeed(): void {
    this.fault = undefined;
    if (this.#pause === undefined) return;
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#writeSoon();
  }

  /** A text of a trace could not be written: it is due again, after a pause. */
  fail(error: unknown, trace: TraceJournal): void {
    this.meet(error);
    this.schedule(trace);
  }

  get #isDown(): boolean {
    return this.fault !== undefined;
  }

  #writeSoon(): void {
    runOutside(() => setImmediate(() => this.#writeDue()));
  }

  #writeDue(): void {
    this.#isScheduled = false;
    this.#pause = undefined;
    const due = [...this.#due].filter((trace) => trace.isDue);
    this.#due.clear();
    // A fault has been told by then.
    for (const trace of due) trace.write().catch(() => {});
  }

  #startTimer(): void {
    this.#timer ??= unreferencedTimer(() => setInterval(() => this.#tick(), this.journal.renewEveryMs));
  }

  #stopTimer(): void {
    if (this.#open.size > 0 || this.#joined.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (this.#open.size > 0) void this.#renew([...this.#open.values()]);
    for (const trace of this.#joined) void trace.check();
  }

  async #renew(traces: readonly OwnedTraceJournal[]): Promise<void> {
    try {
      const sizes = await this.journal.renew(traces.map(({ held }) => held));
      for (const trace of traces) {
        if (this.#open.get(trace.traceId) === trace) trace.meetSize(sizes.get(trace.traceId));
      }
    } catch {
      // What is written next meets the same fault, and reports it.
    }
  }
}
