import type { StepStatus } from "../model/status.js";

/** How a step starts. */
export interface StartStepOptions {
  /** Anything worth knowing about the step; copied one level deep now, made storable when the trace is finalized. */
  readonly attributes?: object;
  /** The step that this one is part of. @default the step whose `step(name, fn)` is running */
  readonly parent?: StepHandle;
}

/** How a step ended. */
export interface EndStepOptions {
  /** @default "success" */
  readonly status?: StepStatus;
  /** Why the step failed; ignored on success. */
  readonly errorMessage?: string;
}

/** How a step that was timed elsewhere is recorded. */
export interface RecordStepOptions extends StartStepOptions, EndStepOptions {}

/**
 * A step that was started. The first end counts; what comes after it changes nothing.
 *
 * A handle from a `TraceRecorder` throws on wrong use; one from `tracer.trace()` never throws, and reports to the
 * tracer's `onError`.
 *
 * @example
 * ```ts
 * using step = recorder.startStep("build-image"); // ends as a success when the block is left
 * step.setAttributes({ image: "api:1.4" });
 * ```
 */
export interface StepHandle extends Disposable {
  readonly name: string;
  /**
   * The step in W3C's words, for the `TRACEPARENT` of a child process or the `traceparent` header of a request, and for
   * `joinTrace` there. Absent for a step that its trace refused, and where the trace's id is no UUID.
   */
  readonly traceparent: string | undefined;
  /** Ends the step; without options, as a success. @throws {InvalidStatusError} @throws {TraceFinalizedError} */
  end(options?: EndStepOptions): void;
  /** Ends the step as failed, with the text of what was thrown. @throws {TraceFinalizedError} */
  fail(error: unknown): void;
  /** Adds to the step's attributes, also after its end. @throws {InvalidArgumentError} @throws {TraceFinalizedError} */
  setAttributes(attributes: object): void;
  /**
   * Waits until all that is known of the step is in the journal, and outlives this process. At once where the tracer has
   * no journal, and for a step that its trace refused.
   *
   * @throws {JournalError} where the journal cannot be written, or a bound of it is met; from a handle of `tracer.trace()`, it is reported alone
   * @throws {TraceFinalizedError} where a joined trace had ended before
   */
  journaled(): Promise<void>;
}
