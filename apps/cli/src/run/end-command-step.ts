import type { StepHandle } from "@steptrace/core";
import type { ChildOutcome } from "./child-outcome.js";
import type { Verdict } from "./verdict-of.js";

/** Ends the step of a command as the command ended. */
export function endCommandStep(step: StepHandle, outcome: ChildOutcome, verdict: Verdict): void {
  const { pid, exitCode, signal, received } = outcome;
  const { status, errorMessage } = verdict;
  step.setAttributes({
    ...(pid !== undefined && { pid }),
    ...(exitCode !== undefined && { exit_code: exitCode }),
    ...(signal !== undefined && { signal }),
    ...(received !== undefined && { received_signal: received }),
  });
  step.end(
    status === "success" ? {} : { status: "failed", ...(errorMessage !== undefined && { errorMessage }) },
  );
}
