import type { FinalStatus, StepStatus } from "../model/status.js";

/** A step as those see it who watch: what it is, not all that is known of it. */
export interface LiveStep {
  /** Unique in its trace. */
  readonly id: number;
  /** Absent at the top level. */
  readonly parentId?: number;
  readonly name: string;
  /** Microseconds since the trace's start. */
  readonly offsetUs: number;
  /** Microseconds; absent while it runs. */
  readonly durationUs?: number;
  /** Absent while it runs. */
  readonly status?: StepStatus;
  /** Why it failed, cut to 1 KiB; absent on success and where nobody said. */
  readonly errorMessage?: string;
}

/** What happens to a trace, as it is said to whoever watches. */
export type TraceEvent =
  | {
      readonly kind: "started";
      readonly traceId: string;
      readonly skillName: string;
      /** Absent where none was given. */
      readonly executionId?: string;
      /** When it started. */
      readonly at: Date;
    }
  | {
      readonly kind: "step-started" | "step-ended";
      readonly traceId: string;
      readonly skillName: string;
      /** When the step started, or ended. */
      readonly at: Date;
      readonly step: LiveStep;
    }
  | {
      readonly kind: "finalized";
      readonly traceId: string;
      readonly skillName: string;
      /** Absent where none was given. */
      readonly executionId?: string;
      readonly startedAt: Date;
      /** When it was completed. */
      readonly at: Date;
      readonly status: FinalStatus;
      /** Milliseconds. */
      readonly totalDurationMs: number;
      /** Why it failed, cut to 1 KiB; absent on success and where nobody said. */
      readonly errorMessage?: string;
    };

/** Events that were published together. */
export interface EventBatch {
  /** Where to go on after them. */
  readonly id: string;
  /** In the order in which they happened. */
  readonly events: readonly TraceEvent[];
}

/** What to watch. */
export interface WatchOptions {
  /** The `id` of a batch, after which to go on; where it is no longer kept, with the oldest that is. @default from now on */
  readonly after?: string;
  /** Ends the watching. */
  readonly signal: AbortSignal;
}

/**
 * Tells those who watch what happens to traces while it happens. No record: what nobody watches is soon forgotten, and the
 * traces themselves do not depend on it.
 */
export interface TraceEvents {
  /** Tells of events that happened together, in their order. What it rejects with is reported, and never reaches the work. */
  publish(events: readonly TraceEvent[]): Promise<void>;
  /** The batches that are published from now on, or came after one that is known; until the signal aborts. */
  watch(options: WatchOptions): AsyncIterable<EventBatch>;
}
