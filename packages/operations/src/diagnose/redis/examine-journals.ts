import type { StepJournal } from "@steptrace/core";
import type { RedisInspector } from "@steptrace/redis-context";

/** What is in the journal. */
export interface JournalsFacts {
  /** All traces, silent ones included. */
  readonly count: number;
  /** Those without a sign of life for too long. */
  readonly stranded: number;
  /** Milliseconds of the longest silence; absent where none is stranded. */
  readonly longestSilenceMs?: number;
  /** Bytes of the stranded ones, or of the first of them; absent where Redis does not say. */
  readonly bytes?: number;
  /** How many of them were measured. */
  readonly measured: number;
}

/** Each takes two questions to Redis. */
const MOST_MEASURED = 200;

/** @throws {JournalError | ContextError} */
export async function readJournals(
  journal: StepJournal,
  inspector: RedisInspector,
  silentMs: number,
): Promise<JournalsFacts> {
  const nowMs = await inspector.now();
  const stranded: string[] = [];
  let count = 0;
  let oldestMs = nowMs;
  for await (const { traceId, lastHeardMs } of journal.silent(0)) {
    count += 1;
    if (nowMs - lastHeardMs < silentMs) continue;
    stranded.push(traceId);
    oldestMs = Math.min(oldestMs, lastHeardMs);
  }
  const sample = stranded.slice(0, MOST_MEASURED);
  const bytes = sample.length === 0 ? 0 : await inspector.journalBytes(sample).catch(() => undefined);
  return {
    count,
    stranded: stranded.length,
    ...(stranded.length > 0 && { longestSilenceMs: nowMs - oldestMs }),
    ...(bytes !== undefined && { bytes }),
    measured: sample.length,
  };
}
