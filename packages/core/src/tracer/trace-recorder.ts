import { NoCurrentTraceError } from "../errors/no-current-trace-error.js";
import { StepNotStartedError } from "../errors/step-not-started-error.js";
import type { Step } from "../model/step.js";
import { type ExecutionTracer, runtimeOf } from "./execution-tracer.js";
import { type Frames, framesHere } from "./frames.js";
import type { LiveTrace } from "./live-trace.js";
import type { RecordedStep } from "./recorded-step.js";
import { runStep } from "./run-step.js";
import type { EndStepOptions, RecordStepOptions, StartStepOptions, StepHandle } from "./step-handle.js";
import type { TracerRuntime } from "./tracer-runtime.js";

export interface TraceRecorderOptions {
  /** A running trace of the same tracer. @default the current trace at each call */
  readonly traceId?: string;
}

/**
 * Records the steps of a running trace. Its calls throw on wrong use: `NoCurrentTraceError` where no trace is
 * current, `TraceFinalizedError` after the trace's end, `InvalidArgumentError` and `InvalidStatusError` for what a
 * step cannot be.
 *
 * @example
 * ```ts
 * const recorder = new TraceRecorder(tracer);
 * recorder.startStep("load-config");
 * const step = recorder.endStep("load-config"); // { name: "load-config", durationMs: 75, status: "success", ... }
 * ```
 */
export class TraceRecorder {
  readonly #runtime: TracerRuntime;
  readonly #traceId: string | undefined;

  constructor(tracer: ExecutionTracer, options: TraceRecorderOptions = {}) {
    this.#runtime = runtimeOf(tracer);
    this.#traceId = options.traceId;
  }

  /** Starts a step. It becomes nobody's parent by itself: give its handle as `parent` for that. */
  startStep(name: string, options?: StartStepOptions): StepHandle {
    const frames = framesHere();
    return this.#trace(frames).startStep(frames, name, options, false);
  }

  /**
   * Ends the newest open step of that name, and returns it as it is recorded.
   *
   * @throws {StepNotStartedError} where no step of that name is open
   */
  endStep(name: string, options?: EndStepOptions): Step {
    const trace = this.#trace();
    const step = trace.findOpen(name) ?? missingStep(trace, name);
    trace.endStep(step, options);
    return trace.snapshotStep(step);
  }

  /** Records a step that ends now and took `durationMs` milliseconds (a fraction is kept, to the microsecond). */
  recordStep(name: string, durationMs: number, options?: RecordStepOptions): Step {
    const trace = this.#trace();
    return trace.snapshotStep(trace.recordStep(name, durationMs, options, false));
  }

  /** Runs `fn` as a step, with its result or its error; steps within it become children. */
  step<T>(name: string, fn: (step: StepHandle) => T | Promise<T>): Promise<T> {
    try {
      const frames = framesHere();
      return runStep(frames, this.#trace(frames).startStep(frames, name, undefined, false), fn);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #trace(frames: Frames = framesHere()): LiveTrace {
    const trace =
      this.#traceId === undefined ? this.#runtime.current(frames) : this.#runtime.running.get(this.#traceId);
    if (trace === undefined) throw new NoCurrentTraceError(this.#runtime.running.size, this.#traceId);
    return trace;
  }
}

/** A full trace keeps no open steps: what is ended there may be one that it refused to start, and counted then. */
function missingStep(trace: LiveTrace, name: string): RecordedStep {
  if (trace.refused === 0) throw new StepNotStartedError(name, trace.hasStep(name));
  return trace.unkeptStep(name);
}
