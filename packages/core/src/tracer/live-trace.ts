import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import type { JournalStart } from "../journal/encode-journal.js";
import { type FinalStatus, requireStepStatus } from "../model/status.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { cutToBytes } from "../text/cut-text.js";
import { messageText } from "../text/message-text.js";
import { copyRecord, extendRecord } from "../validation/require-record.js";
import { requireText } from "../validation/require-text.js";
import { type Frame, type Frames, framesHere, stepIdOf } from "./frames.js";
import type { JoinedTraceJournal } from "./joined-trace-journal.js";
import type { OwnedTraceJournal } from "./owned-trace-journal.js";
import { RecordedStep } from "./recorded-step.js";
import { snapshotStep, snapshotTrace } from "./snapshot.js";
import type { EndStepOptions, RecordStepOptions, StartStepOptions } from "./step-handle.js";
import { startedEvent, stepEvent } from "./trace-event.js";
import type { TraceJournal } from "./trace-journal.js";
import type { TracerRuntime } from "./tracer-runtime.js";

const MICROS_PER_MS = 1000;

/** What a trace is when it starts. */
export interface TraceStart extends JournalStart {
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** How a trace ended. */
export interface TraceEnd {
  readonly status: FinalStatus;
  readonly completedAtMs: number;
  readonly errorMessage: string | undefined;
}

/** What a process is to a trace that runs in another one. */
export interface Joining {
  /** The first of the ids that were reserved for its steps. */
  readonly firstStepId: number;
  /** The step that its steps are part of; absent at the top level. */
  readonly parentId: number | undefined;
  /** Milliseconds since the trace's start, as far as the clocks of two machines tell. */
  readonly elapsedMs: number;
  /** Called when it is known that the trace has ended. */
  readonly onEnd: () => void;
}

/**
 * A running trace, or what this process adds to one that runs in another: the mutable one, which never leaves the package;
 * `snapshot()` is what others see. It holds each step from its start, closes once, and refuses what comes after that.
 */
export class LiveTrace implements Frame {
  readonly start: TraceStart;
  /** Everything that traces of one tracer share. */
  readonly runtime: TracerRuntime;
  readonly steps: RecordedStep[] = [];
  /** Where it is journaled; absent where the tracer has no journal, or a bound was met. */
  readonly journal: TraceJournal | undefined;
  /** That journal, of a trace that was started here. */
  readonly ownJournal: OwnedTraceJournal | undefined;
  /** That journal, of a trace that runs in another process. */
  readonly joinedJournal: JoinedTraceJournal | undefined;
  /** Whether it runs in another process, which alone can finalize it. */
  readonly isJoined: boolean;
  /** What steps outside of all others are part of. */
  readonly stepId: number | undefined;
  metadata: Readonly<Record<string, unknown>>;
  /** Steps that the limit refused. */
  refused = 0;
  /** Whether `clearCurrentTrace` took it out of the tracer's sight. */
  cleared = false;
  readonly #startedMonotonic: number;
  readonly #firstStepId: number;
  readonly #joining: Joining | undefined;
  #firstFailure: string | undefined;
  #thrown: string | undefined;
  #end: TraceEnd | undefined;

  constructor(start: TraceStart, runtime: TracerRuntime, joining?: Joining) {
    this.start = start;
    this.metadata = start.metadata;
    this.runtime = runtime;
    this.#joining = joining;
    this.isJoined = joining !== undefined;
    this.stepId = joining?.parentId;
    this.#firstStepId = joining?.firstStepId ?? 1;
    this.#startedMonotonic = runtime.clock.monotonic() - (joining?.elapsedMs ?? 0);
    this.ownJournal = joining === undefined ? runtime.journals?.begin(this) : undefined;
    this.joinedJournal = joining && runtime.journals?.join(this, joining.firstStepId);
    this.journal = this.ownJournal ?? this.joinedJournal;
    if (joining === undefined) runtime.events?.tell(startedEvent(start));
  }

  get trace(): LiveTrace {
    return this;
  }

  get isRunning(): boolean {
    return this.#end === undefined && !this.cleared;
  }

  get isFinal(): boolean {
    return this.#end !== undefined;
  }

  /** Opens a step within the one that runs in the frames; quiet steps never throw, also from their handles. */
  startStep(
    frames: Frames,
    name: string,
    options: StartStepOptions | undefined,
    quiet: boolean,
  ): RecordedStep {
    const parentId = options?.parent === undefined ? this.#parentIn(frames) : this.#idOf(options.parent);
    const attributes =
      options?.attributes === undefined ? undefined : copyRecord("attributes", options.attributes);
    const cutName = this.#cutName(requireText("step name", name));
    const id = this.#admit();
    const step = new RecordedStep(this, cutName, id, parentId, this.#elapsedUs(), attributes, quiet);
    if (cutName.length < name.length) step.truncated = true;
    if (id === 0) return step;
    this.steps.push(step);
    this.#note(step);
    return step;
  }

  /** Counts a step that is not recorded; its handle works. */
  refusedStep(name: string): RecordedStep {
    this.#countRefused();
    return this.unkeptStep(name);
  }

  /** A step that leaves no mark on the trace. */
  unkeptStep(name: string): RecordedStep {
    const parentId = this.#parentIn(framesHere());
    return new RecordedStep(this, name, 0, parentId, this.#elapsedUs(), undefined, true);
  }

  endStep(step: RecordedStep, options: EndStepOptions | undefined): void {
    if (step.id !== 0) this.requireRunning("cannot be ended", step.name);
    if (!step.isOpen) return;
    const status = requireStepStatus(options?.status ?? "success");
    step.durationUs = Math.max(0, this.#elapsedUs() - step.startUs);
    if (status === "failed") this.#fail(step, options?.errorMessage);
    if (step.id !== 0) this.#note(step);
  }

  /** Records a step that ends now and took `durationMs`. */
  recordStep(
    name: string,
    durationMs: number,
    options: RecordStepOptions | undefined,
    quiet: boolean,
  ): RecordedStep {
    if (
      typeof durationMs !== "number" ||
      !(durationMs >= 0) ||
      durationMs > Number.MAX_SAFE_INTEGER / MICROS_PER_MS
    ) {
      throw new InvalidArgumentError("durationMs", "a finite number of milliseconds, 0 or more", durationMs);
    }
    const status = requireStepStatus(options?.status ?? "success");
    this.requireRunning("cannot be recorded", name);
    const step = this.startStep(framesHere(), name, options, quiet);
    step.durationUs = Math.round(durationMs * MICROS_PER_MS);
    step.startUs -= step.durationUs;
    if (status === "failed") this.#fail(step, options?.errorMessage);
    if (step.id !== 0) this.runtime.events?.tell(stepEvent(this.start, step));
    return step;
  }

  setAttributes(step: RecordedStep, attributes: object): void {
    this.requireRunning("cannot get attributes", step.name);
    step.attributes = extendRecord(step.attributes ?? {}, copyRecord("attributes", attributes));
    if (step.id !== 0) this.journal?.note(step);
  }

  setMetadata(metadata: object): void {
    this.requireRunning("metadata cannot be set");
    this.metadata = extendRecord(this.metadata, copyRecord("metadata", metadata));
    this.journal?.noteMetadata();
  }

  /** The newest open step of that name; `undefined` where there is none. */
  findOpen(name: string): RecordedStep | undefined {
    this.requireRunning("cannot be ended", name);
    if (typeof name !== "string") return undefined;
    const cutName = this.#cutName(name);
    // A loop, for it may pass thousands of steps: an array method with a function takes five times as long.
    for (let index = this.steps.length - 1; index >= 0; index -= 1) {
      const step = this.steps[index];
      if (step?.isOpen === true && step.name === cutName) return step;
    }
    return undefined;
  }

  /** Whether a step of that name was started, open or not. */
  hasStep(name: string): boolean {
    return typeof name === "string" && this.steps.some((step) => step.name === this.#cutName(name));
  }

  /** Keeps what was thrown out of the traced function; a step's own failure says more, and goes before it. */
  setThrown(message: string): void {
    this.#thrown ??= message;
  }

  /** The trace as it is now; closed, as it was closed. */
  snapshot(): Trace {
    return snapshotTrace(this, this.#end);
  }

  snapshotStep(step: RecordedStep): Step {
    return snapshotStep(step, this.start.startedAtMs);
  }

  /** Takes note of the end that a joined trace came to in its own process. */
  endElsewhere({ status }: TraceFinalizedError): void {
    // Of a trace that was finalized, the status is a final one.
    this.#end ??= {
      status: status as FinalStatus,
      completedAtMs: this.runtime.clock.now(),
      errorMessage: undefined,
    };
    this.#joining?.onEnd();
  }

  /**
   * Closes the trace. Again with the same status, it gives the same trace.
   *
   * @throws {TraceFinalizedError} if it was closed with another status
   * @throws {InvalidArgumentError} for a trace that runs in another process
   */
  close(status: FinalStatus, errorMessage: string | undefined): Trace {
    if (this.isJoined) {
      throw new InvalidArgumentError(
        "trace",
        "one that was started here; a joined one is finalized by the process that started it",
        this.start.traceId,
      );
    }
    this.#end ??= this.#finish(status, errorMessage);
    if (this.#end.status === status) return this.snapshot();
    const attempt = `it cannot be finalized as '${status}'`;
    throw new TraceFinalizedError(this.start.traceId, this.#end.status, attempt);
  }

  #finish(status: FinalStatus, given: string | undefined): TraceEnd {
    const nowUs = this.#elapsedUs();
    for (const step of this.steps) {
      if (!step.isOpen) continue;
      step.interrupt(nowUs);
      this.#note(step);
    }
    this.runtime.leave(this);
    const completedAtMs = this.start.startedAtMs + Math.round(nowUs / MICROS_PER_MS);
    const errorMessage = status === "success" ? undefined : (this.#firstFailure ?? this.#thrown ?? given);
    return { status, completedAtMs, errorMessage };
  }

  /** Says that a step has started, or ended. */
  #note(step: RecordedStep): void {
    this.journal?.note(step);
    this.runtime.events?.tell(stepEvent(this.start, step));
  }

  #fail(step: RecordedStep, given: string | undefined): void {
    step.status = "failed";
    const message = messageText(given);
    if (message === undefined) return;
    const cut = cutToBytes(message, this.runtime.limits.errorMessageBytes);
    step.errorMessage = cut;
    if (cut.length < message.length) step.truncated = true;
    this.#firstFailure ??= cut;
  }

  /** The id of a new step; 0 where the trace is full. */
  #admit(): number {
    this.requireRunning("a step cannot be started");
    if (this.steps.length < this.runtime.limits.stepsPerTrace) return this.#firstStepId + this.steps.length;
    this.#countRefused();
    return 0;
  }

  #countRefused(): void {
    this.refused += 1;
    this.runtime.refusedSteps += 1;
  }

  #cutName(name: string): string {
    return cutToBytes(name, this.runtime.limits.stepNameBytes);
  }

  #idOf(parent: unknown): number | undefined {
    if (parent instanceof RecordedStep && parent.trace === this) return parent.stepId;
    throw new InvalidArgumentError("parent", "the handle of a step of the same trace", parent);
  }

  #parentIn(frames: Frames): number | undefined {
    return stepIdOf(frames, this) ?? this.stepId;
  }

  /**
   * The words are put together where they are needed only: each step comes by here.
   *
   * @throws {TraceFinalizedError}
   */
  requireRunning(attempt: string, stepName?: string): void {
    if (this.#end === undefined) return;
    const whole = stepName === undefined ? attempt : `step '${stepName}' ${attempt}`;
    throw new TraceFinalizedError(this.start.traceId, this.#end.status, whole);
  }

  #elapsedUs(): number {
    return Math.round((this.runtime.clock.monotonic() - this.#startedMonotonic) * MICROS_PER_MS);
  }
}
