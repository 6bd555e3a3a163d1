import type { Finding } from "../anomalies/finding.js";
import type { NormalSummary, SkillNormal } from "../anomalies/skill-normal.js";
import { InvalidStatusError } from "../errors/invalid-status-error.js";
import type { Trace } from "../model/trace.js";
import {
  type ComparedTrace,
  compareTraces,
  type TraceComparison,
  toComparedTrace,
} from "./compare-traces.js";
import type { ComparedStep } from "./compared-step.js";
import { failedStep } from "./failed-step.js";

/** What happened in a failed trace, beside what usually does. */
export interface FailureExplanation {
  /** The failed trace. */
  readonly trace: ComparedTrace;
  /** The step by which it failed; absent where no step did. */
  readonly failedStep?: ComparedStep;
  /** The last success before it (`a`) beside the failure (`b`); absent where there was no success before it. */
  readonly comparison?: TraceComparison;
  /** What is out of the skill's own normal, with the evidence; none where its runs are too few (`normal.isEnough`). */
  readonly findings: readonly Finding[];
  /** The runs by which that is judged. */
  readonly normal: NormalSummary;
}

/**
 * Explains a failure by the last success, and by the skill's normal.
 *
 * @param lastSuccess `undefined` where there is none
 * @throws {InvalidStatusError} for a trace that did not fail
 */
export function explainFailure(
  failure: Trace,
  lastSuccess: Trace | undefined,
  normal: SkillNormal,
): FailureExplanation {
  if (failure.status !== "failed" && failure.status !== "timeout")
    throw new InvalidStatusError(failure.status, ["failed", "timeout"]);
  const step = failedStep(failure);
  return {
    trace: toComparedTrace(failure),
    ...(step && { failedStep: step }),
    ...(lastSuccess && { comparison: compareTraces(lastSuccess, failure) }),
    findings: normal.judge(failure),
    normal: normal.summary,
  };
}
