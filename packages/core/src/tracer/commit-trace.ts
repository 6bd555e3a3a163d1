import { markTruncated } from "../codec/mark-truncated.js";
import { endOpenStep } from "../journal/end-open-step.js";
import { markInterrupted, ownMetadata } from "../journal/own-metadata.js";
import { totalDurationMs } from "../model/durations.js";
import { orderSteps } from "../model/order-steps.js";
import { type FinalTrace, firstFailure } from "./close-trace.js";
import type { JoinedPart, OwnedTraceJournal } from "./owned-trace-journal.js";
import { liveTraceOf, snapshotStep } from "./snapshot.js";
import { finalizedEvent } from "./trace-event.js";

const MICROS_PER_MS = 1000;
const NOTHING: JoinedPart = { steps: [], metadata: {}, isMissing: false };

export interface CommitOptions {
  /**
   * Whether the journal is forgotten before the commit, and what is left of it makes no row: where a transaction of the
   * application's own decides whether the trace is stored, recovery must not. @default false
   */
  readonly forgetFirst?: boolean;
}

/**
 * Commits a closed trace by way of its journal, where it has one; the second half of every `finalizeTrace`. The journal
 * learns first what is about to be committed, and gives what other processes added; it is forgotten after the commit. A
 * journal that fails is reported by its tracer, and the trace is committed all the same: where it is known that others
 * have added something, as a row that gives way to the one that recovery makes of the whole.
 *
 * @param commit stores the trace; what it rejects with leaves the journal as it is, for recovery
 */
export function commitTrace<T>(
  trace: FinalTrace,
  commit: (trace: FinalTrace) => Promise<T>,
  { forgetFirst = false }: CommitOptions = {},
): Promise<T> {
  const live = liveTraceOf(trace);
  const events = live?.runtime.events;
  const commitAndTell = async (whole: FinalTrace): Promise<T> => {
    const result = await commit(whole);
    events?.tell(finalizedEvent(whole));
    return result;
  };
  const store = events === undefined ? commit : commitAndTell;
  const journal = live?.ownJournal;
  return journal === undefined ? store(trace) : commitJournaled(journal, trace, store, forgetFirst);
}

async function commitJournaled<T>(
  journal: OwnedTraceJournal,
  trace: FinalTrace,
  commit: (trace: FinalTrace) => Promise<T>,
  forgetFirst: boolean,
): Promise<T> {
  const joined = await closeJournal(trace, { forgetFirst });
  if (forgetFirst) journal.remove();
  const result = await commit(withJoined(trace, joined)).catch((error: unknown) => {
    journal.keep();
    throw error;
  });
  if (joined.isMissing && !forgetFirst) journal.keep();
  // Nobody waits for it: whoever finds the journal finds the row as well, and removes it.
  else if (!forgetFirst) journal.remove();
  return result;
}

/** How a closed trace stands in its own journal: `kept` where all that was said of it has been answered. */
export type JournalState = "none" | "kept" | "unknown";

export function journalStateOf(trace: FinalTrace): JournalState {
  const journal = liveTraceOf(trace)?.ownJournal;
  if (journal === undefined) return "none";
  return journal.isSettled ? "kept" : "unknown";
}

/** Has the journal of a closed trace, where it has one, say how it ended. @returns what others added */
export async function closeJournal(
  trace: FinalTrace,
  { forgetFirst = false }: CommitOptions = {},
): Promise<JoinedPart> {
  const live = liveTraceOf(trace);
  if (live?.ownJournal === undefined) return NOTHING;
  const { status, completedAt, errorMessage } = trace;
  return live.ownJournal.close({
    status,
    completedAtMs: completedAt.getTime(),
    errorMessage,
    refusedSteps: live.refused,
    inTransaction: forgetFirst,
  });
}

function withJoined(trace: FinalTrace, joined: JoinedPart): FinalTrace {
  if (joined.isMissing) {
    return { ...trace, metadata: markTruncated(markInterrupted(trace.metadata), { joined: true }) };
  }
  if (joined.steps.length === 0 && Object.keys(joined.metadata).length === 0) return trace;
  const startedAtMs = trace.startedAt.getTime();
  const endUs = (trace.completedAt.getTime() - startedAtMs) * MICROS_PER_MS;
  const added = joined.steps.map((step) => snapshotStep(endOpenStep(step, endUs), startedAtMs));
  const steps = orderSteps([...trace.steps, ...added]);
  const errorMessage = trace.errorMessage ?? (trace.status === "success" ? undefined : firstFailure(steps));
  return {
    ...trace,
    steps,
    metadata: { ...trace.metadata, ...ownMetadata(joined.metadata) },
    totalDurationMs: totalDurationMs(steps),
    ...(errorMessage !== undefined && { errorMessage }),
  };
}
