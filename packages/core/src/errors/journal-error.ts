import { SteptraceError } from "./steptrace-error.js";

/** The journal could not be reached, did not answer in time, or refused. What was to be journaled is not in it. */
export class JournalError extends SteptraceError {
  override readonly name = "JournalError";
  override readonly code = "JOURNAL_FAILED";
}
