import { readJournal, runningTrace, type StepJournal, type Trace } from "@steptrace/core";

/** A trace that some process has not ended. */
export interface RunningTrace {
  /** As far as the journal knows it; of `status` "running". */
  readonly trace: Trace;
  /** When its process gave its last sign of life; after a minute without one, it counts as abandoned. */
  readonly lastHeardAt: Date;
}

/**
 * The traces that run anywhere, those of the longest silence first, with their steps so far.
 *
 * @throws {JournalError}
 */
export async function listRunning(journal: StepJournal): Promise<readonly RunningTrace[]> {
  const running: RunningTrace[] = [];
  for await (const { traceId, lastHeardMs } of journal.silent(0)) {
    const trace = await readRunning(journal, traceId);
    if (trace !== undefined) running.push({ trace, lastHeardAt: new Date(lastHeardMs) });
  }
  return running;
}

/** A running trace; `undefined` where the journal does not know it. @throws {JournalError} */
export async function readRunning(journal: StepJournal, traceId: string): Promise<Trace | undefined> {
  const journaled = readJournal(await journal.read(traceId));
  return journaled && runningTrace(journaled, Date.now());
}
