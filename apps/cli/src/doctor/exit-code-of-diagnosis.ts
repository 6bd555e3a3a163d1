import type { Diagnosis } from "@steptrace/operations";
import { ExitCode } from "../faults/exit-code.js";

/**
 * What `doctor` ends with: the question is whether all is well, and a finding is a no. Where none of the services that
 * were named could be looked into, it has no answer.
 */
export function exitCodeOfDiagnosis({ services, findings }: Diagnosis): number {
  if (services.every(({ isReached }) => !isReached)) return ExitCode.unavailable;
  return findings.length === 0 ? ExitCode.done : ExitCode.no;
}
