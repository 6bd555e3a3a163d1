import { InvalidStatusError } from "../errors/invalid-status-error.js";

/** How a trace stands: `running` until it is finalized. */
export type TraceStatus = "running" | "success" | "failed" | "timeout";

/** How a trace can end. */
export type FinalStatus = "success" | "failed" | "timeout";

/** How a step ended. */
export type StepStatus = "success" | "failed";

const FINAL_STATUSES: readonly string[] = ["success", "failed", "timeout"];
const STEP_STATUSES: readonly string[] = ["success", "failed"];

/** Whether a trace can end with it. */
export function isFinalStatus(status: unknown): status is FinalStatus {
  return FINAL_STATUSES.includes(status as string);
}

/** @throws {InvalidStatusError} unless `status` is one that a trace can end with. */
export function requireFinalStatus(status: unknown): FinalStatus {
  if (!isFinalStatus(status)) throw new InvalidStatusError(status, FINAL_STATUSES);
  return status;
}

/** @throws {InvalidStatusError} unless `status` is one that a step can end with. */
export function requireStepStatus(status: unknown): StepStatus {
  if (status !== "success" && status !== "failed") throw new InvalidStatusError(status, STEP_STATUSES);
  return status;
}
