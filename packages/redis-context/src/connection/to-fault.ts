import { isSteptraceError, type SteptraceError } from "@steptrace/core";
import { explainFault } from "./explain-fault.js";
import { withoutSecrets } from "./without-secrets.js";

/** The class of the errors that a connection's user throws. */
export type FaultClass = new (message: string, options?: ErrorOptions) => SteptraceError;

/** What was tried when a fault occurred. */
export interface Attempt {
  /** What the fault becomes. */
  readonly Fault: FaultClass;
  /** As in "Could not … in Redis". */
  readonly what: string;
  readonly address: string;
  readonly limitMs: number;
}

/**
 * The error that a caller gets: what steptrace threw stays as it is, all else is a fault of Redis, of the way to it
 * or of the client, and becomes a fault with it as the cause.
 */
export function toFault(error: unknown, { Fault, what, address, limitMs }: Attempt): SteptraceError {
  if (isSteptraceError(error)) return error;
  const cause = withoutSecrets(error);
  const { reason, advice } = explainFault(cause);
  return new Fault(
    `Could not ${what} in Redis at ${address}: ${reason}. Expected an answer within ${limitMs} ms. ${advice}`,
    { cause },
  );
}
