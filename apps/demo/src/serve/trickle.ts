import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionTracer } from "@steptrace/core";
import type { PlannedExecution } from "../plan/skill-plan.js";

/** From the end of one execution to the beginning of the next: at first, and in the end, for the page to come to rest. */
const PAUSE_MS = 1500;
const LONGEST_PAUSE_MS = 30_000;
/** By so much each pause is longer than the one before. */
const SLOWING = 1.03;

/** Runs executions one after the other, and over again, with a pause between them, until it is ended. */
export async function trickle(
  executions: readonly PlannedExecution[],
  tracer: ExecutionTracer,
  signal: AbortSignal,
): Promise<void> {
  const run = Date.now().toString(36);
  for (let index = 0; !signal.aborted; index += 1) {
    const execute = executions[index % executions.length];
    const executionId = `demo-${run}-${index + 1}`;
    // Some fail: that is what they are for.
    await execute?.(tracer, { executionId, signal }).catch(() => {});
    await sleep(Math.min(PAUSE_MS * SLOWING ** index, LONGEST_PAUSE_MS), undefined, { signal }).catch(
      () => {},
    );
  }
}
