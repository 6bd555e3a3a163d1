import type { ExecutionTracer } from "@steptrace/core";
import type { PlannedExecution } from "../plan/skill-plan.js";
import { count, NO_OUTCOMES, type Outcomes, outcomeOf } from "./outcomes.js";

export interface RunOptions {
  /** How many may run at the same time. */
  readonly atOnce: number;
  /** Ends what runs, and lets nothing more begin. */
  readonly signal: AbortSignal;
  /** Hears of every execution that has ended. */
  readonly onEnd: (outcomes: Outcomes) => void;
}

/** What a run came to. */
export interface RunResult {
  readonly outcomes: Outcomes;
  /** From the first beginning to the last end. */
  readonly durationMs: number;
}

/** Runs the executions in their order, a few at a time; those that fail keep no other from running. */
export async function runExecutions(
  executions: readonly PlannedExecution[],
  tracer: ExecutionTracer,
  { atOnce, signal, onEnd }: RunOptions,
): Promise<RunResult> {
  const startedAt = performance.now();
  const run = Date.now().toString(36);
  // All workers take from the same queue.
  const queue = executions.entries();
  let outcomes = NO_OUTCOMES;
  const work = async (): Promise<void> => {
    for (const [index, execute] of queue) {
      if (signal.aborted) return;
      const executionId = `demo-${run}-${index + 1}`;
      const outcome = await outcomeOf(execute(tracer, { executionId, signal }));
      outcomes = count(outcomes, outcome);
      onEnd(outcomes);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { outcomes, durationMs: performance.now() - startedAt };
}
