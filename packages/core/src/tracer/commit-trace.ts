import { totalDurationMs } from "../model/durations.js";
import { orderSteps } from "../model/order-steps.js";
import type { StepState } from "../model/step-state.js";
import type { FinalTrace } from "./close-trace.js";
import { liveTraceOf, snapshotStep } from "./snapshot.js";

export interface CommitOptions {
  /**
   * Whether the journal is forgotten before the commit: where a transaction of the application's own decides whether the
   * trace is stored, recovery must not. @default false
   */
  readonly forgetFirst?: boolean;
}

/**
 * Commits a closed trace by way of its journal, where it has one; the second half of every `finalizeTrace`. The journal
 * learns first what is about to be committed, and gives what other processes added; it is forgotten after the commit. A
 * journal that fails is reported by its tracer, and the trace is committed all the same.
 *
 * @param commit stores the trace; what it rejects with leaves the journal as it is, for recovery
 */
export async function commitTrace<T>(
  trace: FinalTrace,
  commit: (trace: FinalTrace) => Promise<T>,
  { forgetFirst = false }: CommitOptions = {},
): Promise<T> {
  const live = liveTraceOf(trace);
  if (live?.journal === undefined) return commit(trace);
  const added = await closeJournal(trace);
  if (forgetFirst) live.journal.remove();
  const result = await commit(added.length === 0 ? trace : withSteps(trace, added)).catch(
    (error: unknown) => {
      live.journal?.keep();
      throw error;
    },
  );
  // Nobody waits for it: whoever finds the journal finds the row as well, and removes it.
  if (!forgetFirst) live.journal.remove();
  return result;
}

/** Has the journal of a closed trace, where it has one, say how it ended. @returns the steps that others added */
export async function closeJournal(trace: FinalTrace): Promise<readonly StepState[]> {
  const live = liveTraceOf(trace);
  if (live?.journal === undefined) return [];
  const { status, completedAt, errorMessage } = trace;
  return live.journal.close({
    status,
    completedAtMs: completedAt.getTime(),
    errorMessage,
    refusedSteps: live.refused,
  });
}

function withSteps(trace: FinalTrace, added: readonly StepState[]): FinalTrace {
  const startedAtMs = trace.startedAt.getTime();
  const steps = orderSteps([...trace.steps, ...added.map((step) => snapshotStep(step, startedAtMs))]);
  return { ...trace, steps, totalDurationMs: totalDurationMs(steps) };
}
