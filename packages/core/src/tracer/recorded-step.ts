import { toTraceparent } from "../ids/traceparent.js";
import type { StepStatus } from "../model/status.js";
import { OPEN, type StepState } from "../model/step-state.js";
import { errorText } from "../text/error-text.js";
import type { Frame } from "./frames.js";
import type { LiveTrace } from "./live-trace.js";
import type { EndStepOptions, StepHandle } from "./step-handle.js";

/** A step in the making, its handle and its frame in one: a trace has thousands, so each is a single flat object. */
export class RecordedStep implements StepHandle, StepState, Frame {
  // Declared, and set by the constructor alone: a field that is defined first and set then costs a tenth of a step.
  declare readonly trace: LiveTrace;
  declare readonly name: string;
  declare readonly id: number;
  declare readonly parentId: number | undefined;
  declare startUs: number;
  declare durationUs: number;
  declare status: StepStatus;
  declare errorMessage: string | undefined;
  declare attributes: Readonly<Record<string, unknown>> | undefined;
  declare interrupted: boolean;
  declare truncated: boolean;
  /** Whether it has changed since its journal last said it. */
  declare isDue: boolean;
  /** Whether wrong use is reported to the tracer's `onError`, in place of being thrown. */
  readonly #quiet: boolean;

  constructor(
    trace: LiveTrace,
    name: string,
    id: number,
    parentId: number | undefined,
    startUs: number,
    attributes: Readonly<Record<string, unknown>> | undefined,
    quiet: boolean,
  ) {
    this.trace = trace;
    this.name = name;
    this.id = id;
    this.parentId = parentId;
    this.startUs = startUs;
    this.durationUs = OPEN;
    this.status = "success";
    this.errorMessage = undefined;
    this.attributes = attributes;
    this.interrupted = false;
    this.truncated = false;
    this.isDue = false;
    this.#quiet = quiet;
  }

  get isOpen(): boolean {
    return this.durationUs === OPEN;
  }

  /** What steps within this one have as their parent; within a refused one, its own parent. */
  get stepId(): number | undefined {
    return this.id === 0 ? this.parentId : this.id;
  }

  get traceparent(): string | undefined {
    return this.id === 0 ? undefined : toTraceparent(this.trace.start.traceId, this.id);
  }

  end(options?: EndStepOptions): void {
    try {
      this.trace.endStep(this, options);
    } catch (error) {
      this.#settle(error);
    }
  }

  fail(error: unknown): void {
    this.end({ status: "failed", errorMessage: errorText(error) });
  }

  setAttributes(attributes: object): void {
    try {
      this.trace.setAttributes(this, attributes);
    } catch (error) {
      this.#settle(error);
    }
  }

  async journaled(): Promise<void> {
    try {
      if (this.id !== 0) await this.trace.journal?.journaled(this);
      else if (this.trace.isJoined) this.trace.requireRunning("a step cannot be journaled");
    } catch (error) {
      // A process that joins a trace has nobody else to tell whether its step is in it.
      if (!this.#quiet || this.trace.isJoined) throw error;
      // The journal's own faults are reported once for an outage, not once for each step.
      this.trace.runtime.countFault();
    }
  }

  [Symbol.dispose](): void {
    if (this.isOpen) this.end();
  }

  /** Ends a step that its trace leaves behind. */
  interrupt(nowUs: number): void {
    this.durationUs = Math.max(0, nowUs - this.startUs);
    this.status = "failed";
    this.interrupted = true;
  }

  #settle(error: unknown): void {
    if (!this.#quiet) throw error;
    this.trace.runtime.keepFromWork(error);
  }
}
