import { InvalidStatusError, type TraceStatus } from "@steptrace/core";

const STATUSES: readonly TraceStatus[] = ["running", "success", "failed", "timeout"];

/** @throws {InvalidStatusError} unless it is a status that a trace can have */
export function requireStatus(status: TraceStatus): TraceStatus {
  if (!STATUSES.includes(status)) throw new InvalidStatusError(status, STATUSES);
  return status;
}
