import type { Step } from "../model/step.js";
import { type Frames, framesHere } from "./frames.js";
import type { LiveTrace } from "./live-trace.js";
import type { RecordedStep } from "./recorded-step.js";
import { runStep } from "./run-step.js";
import type { RecordStepOptions, StartStepOptions, StepHandle } from "./step-handle.js";

const UNNAMED = "unnamed";

/**
 * The trace, as the function given to `tracer.trace()` sees it. Nothing here throws: a wrong argument is reported to
 * the tracer's `onError`, a step that comes after the end is counted (`stats().refusedSteps`), and the work goes on.
 */
export class TraceHandle {
  readonly traceId: string;
  /** Aborted when the trace is out of time, or when the caller's own signal is; give it to what can be stopped. */
  readonly signal: AbortSignal;
  readonly #trace: LiveTrace;

  constructor(trace: LiveTrace, signal: AbortSignal) {
    this.#trace = trace;
    this.traceId = trace.start.traceId;
    this.signal = signal;
  }

  startStep(name: string, options?: StartStepOptions): StepHandle {
    return this.#start(framesHere(), name, options);
  }

  /** Runs `fn` as a step, with its result or its error; steps within it become children. */
  step<T>(name: string, fn: (step: StepHandle) => T | Promise<T>): Promise<T> {
    const frames = framesHere();
    return runStep(frames, this.#start(frames, name, undefined), fn);
  }

  /** `undefined` where the step could not be recorded. */
  recordStep(name: string, durationMs: number, options?: RecordStepOptions): Step | undefined {
    if (this.#trace.isFinal) {
      this.#trace.refusedStep(UNNAMED);
      return undefined;
    }
    return this.#guard(() =>
      this.#trace.snapshotStep(this.#trace.recordStep(name, durationMs, options, true)),
    );
  }

  /** Adds to the trace's metadata; a key that is there is replaced. */
  setMetadata(metadata: object): void {
    this.#guard(() => this.#trace.setMetadata(metadata));
  }

  #start(frames: Frames, name: string, options: StartStepOptions | undefined): RecordedStep {
    if (this.#trace.isFinal) return this.#trace.refusedStep(UNNAMED);
    return (
      this.#guard(() => this.#trace.startStep(frames, name, options, true)) ??
      this.#trace.startStep(frames, isName(name) ? name : UNNAMED, undefined, true)
    );
  }

  #guard<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      this.#trace.runtime.keepFromWork(error);
      return undefined;
    }
  }
}

function isName(name: unknown): boolean {
  return typeof name === "string" && name.trim() !== "";
}
