import { SteptraceError } from "./steptrace-error.js";

/** The function given to `tracer.trace` ran longer than its `timeoutMs`. */
export class TraceTimeoutError extends SteptraceError {
  override readonly name = "TraceTimeoutError";
  override readonly code = "TRACE_TIMEOUT";
  readonly skillName: string;
  readonly timeoutMs: number;

  constructor(skillName: string, timeoutMs: number) {
    super(`Skill '${skillName}' ran longer than its time limit of ${timeoutMs} ms`);
    this.skillName = skillName;
    this.timeoutMs = timeoutMs;
  }
}
