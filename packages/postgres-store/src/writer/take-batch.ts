import type { TraceRow } from "@steptrace/core";

/** How much goes into one statement; more gains nothing, and a failure concerns more. */
export const BATCH_ROWS = 512;
const BATCH_LENGTH = 4 * 1024 * 1024;

/** A row that waits for its turn. */
export interface QueuedRow {
  readonly row: TraceRow;
  /** {@link rowLength} of it. */
  readonly length: number;
}

/** Characters that a row takes, roughly. */
export function rowLength({ steps, metadata, error_message }: TraceRow): number {
  return (steps?.length ?? 0) + (metadata?.length ?? 0) + (error_message?.length ?? 0);
}

/**
 * Takes the rows of the next batch out of a queue, the oldest first: of each trace id one, for a statement cannot store the
 * same row twice. The first is taken however long it is.
 *
 * @param share rows at most
 */
export function takeBatch<R extends QueuedRow>(queue: R[], share: number): readonly R[] {
  const batch: R[] = [];
  const passed: R[] = [];
  const ids = new Set<string>();
  let length = 0;
  let index = 0;
  for (; index < queue.length && batch.length < Math.min(share, BATCH_ROWS); index += 1) {
    const queued = queue[index] as R;
    if (batch.length > 0 && length + queued.length > BATCH_LENGTH) break;
    if (ids.has(queued.row.trace_id)) {
      passed.push(queued);
      continue;
    }
    ids.add(queued.row.trace_id);
    length += queued.length;
    batch.push(queued);
  }
  queue.splice(0, index, ...passed);
  return batch;
}
