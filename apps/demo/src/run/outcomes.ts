import { type FinalStatus, TraceTimeoutError } from "@steptrace/core";

/** How many executions ended in each way. */
export type Outcomes = Readonly<Record<FinalStatus, number>>;

export const NO_OUTCOMES: Outcomes = { success: 0, failed: 0, timeout: 0 };

/** How an execution ends: `tracer.trace` gives the result of the work, or its error. */
export async function outcomeOf(execution: Promise<unknown>): Promise<FinalStatus> {
  try {
    await execution;
    return "success";
  } catch (error) {
    return error instanceof TraceTimeoutError ? "timeout" : "failed";
  }
}

export function count(outcomes: Outcomes, outcome: FinalStatus): Outcomes {
  return { ...outcomes, [outcome]: outcomes[outcome] + 1 };
}

export function total({ success, failed, timeout }: Outcomes): number {
  return success + failed + timeout;
}
