import {
  FIRST_JOINED_STEP_ID,
  type FinalStatus,
  InvalidArgumentError,
  JournalError,
  type JournaledTrace,
  readJournal,
  recoverTrace,
  type StepJournal,
  StorageError,
  TraceFinalizedError,
  type TraceSink,
} from "@steptrace/core";

/** Four renewals that were missed. */
const DEFAULT_OLDER_THAN_MS = 60_000;
/** Traces that are recovered at the same time: their rows go together. */
const SIDE_BY_SIDE = 8;

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
  await eachBy(SIDE_BY_SIDE, journal.silent(olderThan), async ({ traceId, lastHeardMs }) => {
    try {
      const trace = await recoverOne(options, traceId, lastHeardMs);
      if (trace !== undefined) recovered.push(trace);
    } catch (error) {
      if (error instanceof JournalError) unread = error;
      else if (isOfThisTrace(error)) onError?.(error);
      else throw error;
    }
  });
  // One journal that is too long to be read in time must not keep the others from being recovered.
  if (unread !== undefined) throw unread;
  return recovered;
}

/** Does something with each item, several at a time; after the first that fails it begins no other, and throws that. */
async function eachBy<T>(
  count: number,
  items: AsyncIterable<T>,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  let isOver = false;
  const lane = async (): Promise<void> => {
    try {
      for (let next = await iterator.next(); !isOver && next.done !== true; next = await iterator.next())
        await act(next.value);
    } finally {
      isOver = true;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: count }, lane));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
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
  // A transaction of its application's own decides, or has decided, whether that trace is stored.
  const isToStore = journaled !== undefined && journaled.intent?.inTransaction !== true;
  const isStored = isToStore && (await store(storage, recoverTrace(journaled, lastHeardMs)));
  // Of several that recover it, one does this.
  const isOurs = await leave(journal, traceId, texts.length, journaled);
  if (!isStored || !isOurs) return undefined;
  const { skillName, intent } = journaled;
  return { traceId, skillName, status: intent?.status ?? "failed", isInterrupted: intent === undefined };
}

/** Forgets what became a row; but an owner that may live has to find again what others added to its trace. */
function leave(
  journal: StepJournal,
  traceId: string,
  texts: number,
  journaled: JournaledTrace | undefined,
): Promise<boolean> {
  const isInterrupted = journaled !== undefined && journaled.intent === undefined;
  if (isInterrupted && hasJoined(journaled)) return journal.setAside(traceId, texts);
  // Nobody finds a trace to join it that has no execution id.
  const status = journaled?.executionId === undefined ? undefined : journaled.intent?.status;
  return journal.remove(traceId, texts, status);
}

function hasJoined({ steps, joinedMetadata }: JournaledTrace): boolean {
  return steps.some(({ id }) => id >= FIRST_JOINED_STEP_ID) || Object.keys(joinedMetadata).length > 0;
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
