import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import type { Limits } from "../model/limits.js";
import type { Clock } from "../ports/clock.js";
import type { StepJournal } from "../ports/step-journal.js";
import type { TraceContext } from "../ports/trace-context.js";
import type { TraceEvents } from "../ports/trace-events.js";
import { Correlation } from "./correlation.js";
import { EventWriter } from "./event-writer.js";
import { type Frames, frameOf, framesHere } from "./frames.js";
import { JournalWriter } from "./journal-writer.js";
import type { LiveTrace } from "./live-trace.js";

/** What a tracer counted since it was made. */
export interface TracerStats {
  /** Traces that are running. */
  readonly running: number;
  /** Steps that were not recorded, for their trace was full or finalized. */
  readonly refusedSteps: number;
  /** What the bounds of the journal kept out of it: entries of steps, and whole traces. */
  readonly notJournaled: number;
  /** Events that nobody who watches was told of: there were too many, or they could not be published. */
  readonly notPublished: number;
  /** Faults of the context, of the storage, or of the use of a scoped handle, that were kept from the work. */
  readonly faults: number;
}

/** What the traces of one tracer share. */
export class TracerRuntime {
  readonly clock: Clock;
  readonly limits: Required<Limits>;
  readonly correlation: Correlation;
  readonly journals: JournalWriter | undefined;
  /** Whom to tell what happens; absent where nobody can watch. */
  readonly events: EventWriter | undefined;
  readonly running: Map<string, LiveTrace> = new Map();
  readonly #onError: ((error: unknown) => void) | undefined;
  refusedSteps = 0;
  #faults = 0;

  constructor(
    clock: Clock,
    limits: Required<Limits>,
    context: TraceContext,
    journal: StepJournal | undefined,
    events: Pick<TraceEvents, "publish"> | undefined,
    onError: ((error: unknown) => void) | undefined,
  ) {
    this.clock = clock;
    this.limits = limits;
    this.correlation = new Correlation(context, this);
    this.journals = journal && new JournalWriter(journal, limits, this);
    this.events = events && new EventWriter(events, this);
    this.#onError = onError;
  }

  /** The trace of an asynchronous context; else the only one that runs; else none. */
  current(frames: Frames = framesHere()): LiveTrace | undefined {
    const own = frameOf(frames, this)?.trace;
    if (own !== undefined && !own.cleared) return own;
    if (this.running.size !== 1) return undefined;
    const [only] = this.running.values();
    return only;
  }

  /** Takes a trace out of sight: it has ended, or was cleared. */
  leave(trace: LiveTrace): void {
    // The trace of that id runs elsewhere, or here as another one.
    if (trace.isJoined) return;
    this.running.delete(trace.start.traceId);
    this.correlation.end(trace);
    this.journals?.end(trace.start.traceId);
  }

  /** Counts a fault and hands it to `onError`; what that throws is the last thing that may reach the work. */
  report(error: unknown): void {
    this.countFault();
    // What an asynchronous `onError` rejects with would otherwise end the process. There is nobody left to tell.
    new Promise((resolve) => resolve(this.#onError?.(error))).catch(() => {});
  }

  /**
   * Keeps a handle's wrong use from the work: reports it, but for what comes after the trace's end. After a timeout
   * the work may go on for long, and a word for each of its steps would be noise; those are counted alone.
   */
  keepFromWork(error: unknown): void {
    if (error instanceof TraceFinalizedError) this.countFault();
    else this.report(error);
  }

  countFault(): void {
    this.#faults += 1;
  }

  stats(): TracerStats {
    return {
      running: this.running.size,
      refusedSteps: this.refusedSteps,
      notJournaled: this.journals?.refused ?? 0,
      notPublished: this.events?.dropped ?? 0,
      faults: this.#faults,
    };
  }
}
