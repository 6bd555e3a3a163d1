import type { StorageFailure } from "@steptrace/core";

const PASSING: ReadonlySet<StorageFailure> = new Set(["unreachable", "unavailable", "timeout"]);

/** Whether a later attempt may store what failed for that reason: it is one of the server's at the moment. */
export function mayPass(reason: StorageFailure): boolean {
  return PASSING.has(reason);
}
