import { setTimeout as sleep } from "node:timers/promises";
import { type EventBatch, finalizedEvent, type TraceEvent, type WatchOptions } from "@steptrace/core";
import type { TraceQuery } from "./trace-query.js";
import type { TraceSummary } from "./trace-summary.js";

/** Between two looks, while somebody watches. */
const LOOK_MS = 1000;
/** A trace that started earlier is not told of when it ends. */
const WINDOW_MS = 3_600_000;
/** Of more traces in that time, the newest are looked at. */
const MOST = 500;

/**
 * Live events without Redis: of traces that were stored by any process, told when they are. The newest traces are looked at once a second
 * while somebody watches, and not at all else. Of steps nothing is told, nor of traces that run; nor of one that took over an
 * hour, or ended when 500 newer ones had started.
 */
export class StoredTraceEvents {
  readonly #query: Pick<TraceQuery, "listTraces">;

  constructor(query: Pick<TraceQuery, "listTraces">) {
    this.#query = query;
  }

  /** The traces that are stored from now on, or were completed after the moment that `after` names. */
  async *watch({ after, signal }: WatchOptions): AsyncIterable<EventBatch> {
    const sinceMs = Date.parse(after ?? "");
    let told = new Set(
      (await this.#newest()).filter((trace) => isBefore(trace, sinceMs)).map(({ traceId }) => traceId),
    );
    while (!signal.aborted) {
      const newest = await this.#newest();
      const events = newest.flatMap((trace) => (told.has(trace.traceId) ? [] : endOf(trace)));
      const ended = newest.filter(({ completedAt }) => completedAt !== undefined);
      told = new Set(ended.map(({ traceId }) => traceId));
      if (events.length > 0) yield { id: idOf(events), events: events.reverse() };
      if (!signal.aborted) await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    }
  }

  #newest(): Promise<readonly TraceSummary[]> {
    return this.#query.listTraces({ startDate: new Date(Date.now() - WINDOW_MS), limit: MOST });
  }
}

/** Whether a watch that begins knows of it: of all that is there, where it does not say since when. */
function isBefore({ completedAt }: TraceSummary, sinceMs: number): boolean {
  if (completedAt === undefined) return false;
  return Number.isNaN(sinceMs) || completedAt.getTime() <= sinceMs;
}

/** When the last of them was completed. */
function idOf(events: readonly TraceEvent[]): string {
  return new Date(Math.max(...events.map(({ at }) => at.getTime()))).toISOString();
}

function endOf(trace: TraceSummary): readonly TraceEvent[] {
  const { completedAt, status, totalDurationMs = 0 } = trace;
  if (completedAt === undefined || status === "running") return [];
  return [finalizedEvent({ ...trace, completedAt, status, totalDurationMs })];
}
