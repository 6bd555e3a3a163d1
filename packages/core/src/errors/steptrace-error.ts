/** Marks every error of steptrace, so that two copies of the package in one process recognise each other's. */
const MARK = Symbol.for("steptrace.error");

/** What every error of steptrace has; `code` is stable, `message` is for people. */
export abstract class SteptraceError extends Error {
  abstract readonly code: string;
  /** Leads the stack trace as the class's own name, also after minification. */
  abstract override readonly name: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    Object.defineProperty(this, MARK, { value: true });
  }
}

/**
 * Whether a caught value is an error of steptrace, whichever copy of the package threw it.
 *
 * @example
 * ```ts
 * try {
 *   recorder.endStep("never-started");
 * } catch (error) {
 *   if (isSteptraceError(error)) console.error(error.code, error.message);
 * }
 * ```
 */
export function isSteptraceError(error: unknown): error is SteptraceError {
  return typeof error === "object" && error !== null && MARK in error;
}
