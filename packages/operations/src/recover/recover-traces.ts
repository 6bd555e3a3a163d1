import {
  type FinalStatus,
  InvalidArgumentError,
  JournalError,
  readJournal,
  recoverTrace,
  type StepJournal,
  StorageError,
  TraceFinalizedError,
  type TraceSink,
} from "@steptrace/core";

/** Four renewals that were missed. */
const DEFAULT_OLDER_THAN_MS = 60_000;

export interface RecoverOptions {
  readonly journal: StepJournal;
  readonly storage: TraceSink;
  /** Milliseconds without a sign of life, after which a trace counts as abandoned. @default 60000 */
  readonly olderThan?: number;
  /** Hears of a trace that cannot be recovered; it stays in the journal, and the others are recovered. */
  readonly onError?: (error: unknown) => void;
}

/** A trace that was left in the journal, and now has its row. */
export interface RecoveredTrace {
  readonly traceId: string;
  readonly skillName: string;
  readonly status: FinalStatus;
  /** Whether it still ran; else it was closed, and only its row was missing. */
  readonly isInterrupted: boolean;
}

/**
 * Turns what is left in the journal of traces without a sign of life into rows: what was closed becomes the row that was
 * meant; what still ran a failure, with all steps that the journal knows. However many processes run this at the same
 * time, each trace gets one row. An owner that turns out to live replaces it when it finalizes.
 *
 * @throws {InvalidArgumentError} for an `olderThan` below 0
 * @throws {JournalError} where the journal cannot be read
 * @throws {StorageError} where the storage cannot be reached; what is not stored stays in the journal
 * @example
 * ```ts
 * const recovered = await recoverTraces({ journal, storage, olderThan: 30_000 });
 * ```
 */
export async function recoverTraces(options: RecoverOptions): Promise<readonly RecoveredTrace[]> {
  const { journal, olderThan = DEFAULT_OLDER_THAN_MS, onError } = options;
  if (!(olderThan >= 0)) {
    throw new InvalidArgumentError("olderThan", "a number of milliseconds, 0 or more", olderThan);
  }
  const recovered: RecoveredTrace[] = [];
  let unread: unknown;
  for await (const { traceId, lastHeardMs } of journal.silent(olderThan)) {
    try {
      const trace = await recoverOne(options, traceId, lastHeardMs);
      if (trace !== undefined) recovered.push(trace);
    } catch (error) {
      if (error instanceof JournalError) unread = error;
      else if (isOfThisTrace(error)) onError?.(error);
      else throw error;
    }
  }
  // One journal that is too long to be read in time must not keep the others from being recovered.
  if (unread !== undefined) throw unread;
  return recovered;
}

async function recoverOne(
  { journal, storage }: RecoverOptions,
  traceId: string,
  lastHeardMs: number,
): Promise<RecoveredTrace | undefined> {
  const texts = await journal.take(traceId);
  const journaled = readJournal(texts);
  if (journaled === undefined && texts.length > 0) {
    throw new InvalidArgumentError(
      `journal of trace '${traceId}'`,
      "a beginning, which names the trace",
      texts[0],
    );
  }
  const isStored = journaled !== undefined && (await store(storage, recoverTrace(journaled, lastHeardMs)));
  // Of several that recover it, one removes it.
  const isOurs = await journal.remove(traceId, texts.length);
  if (!isStored || !isOurs) return undefined;
  const { skillName, intent } = journaled;
  return { traceId, skillName, status: intent?.status ?? "failed", isInterrupted: intent === undefined };
}

/** Whether the trace is stored as it is given; `false` where its owner stored it, in another way. */
async function store(storage: TraceSink, trace: ReturnType<typeof recoverTrace>): Promise<boolean> {
  try {
    await storage.finalizeTrace(trace, trace.status);
    return true;
  } catch (error) {
    if (error instanceof TraceFinalizedError) return false;
    throw error;
  }
}

/** Whether it is the trace that cannot be stored, and not the store that cannot be reached. */
function isOfThisTrace(error: unknown): boolean {
  return (
    error instanceof InvalidArgumentError || (error instanceof StorageError && error.reason === "rejected")
  );
}
