import { decodeTrace } from "../codec/decode-trace.js";
import { encodeTrace } from "../codec/encode-trace.js";
import type { TraceRow } from "../codec/trace-row.js";
import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import { type Limits, resolveLimits } from "../model/limits.js";
import type { FinalStatus, TraceStatus } from "../model/status.js";
import type { Trace } from "../model/trace.js";
import { type Clock, systemClock } from "../ports/clock.js";
import type { FinalizeOptions, FinalizeResult, TraceSink } from "../ports/trace-sink.js";
import { closeTrace, type FinalTrace } from "../tracer/close-trace.js";
import { commitTrace } from "../tracer/commit-trace.js";
import { requireId } from "../validation/require-text.js";

export interface InMemoryTraceStorageOptions {
  readonly clock?: Clock;
  readonly limits?: Limits;
}

/** A store in the process's memory, for tests: it keeps the very rows that a database would, and forgets them with the process. */
export class InMemoryTraceStorage implements TraceSink {
  readonly #rows = new Map<string, TraceRow>();
  readonly #clock: Clock;
  readonly #limits: Required<Limits>;

  constructor({ clock = systemClock, limits = {} }: InMemoryTraceStorageOptions = {}) {
    this.#clock = clock;
    this.#limits = resolveLimits(limits);
  }

  async finalizeTrace(
    trace: Trace,
    finalStatus: FinalStatus,
    options: FinalizeOptions = {},
  ): Promise<FinalizeResult> {
    return commitTrace(closeTrace(trace, finalStatus, options, this.#clock.now()), (final) =>
      this.#commit(final),
    );
  }

  async #commit(final: FinalTrace): Promise<FinalizeResult> {
    const { traceId, totalDurationMs, status } = final;
    const row = encodeTrace(final, this.#limits);
    const before = this.#rows.get(traceId);
    const stored = before === undefined || givesWay(before, row) ? row : before;
    this.#rows.set(traceId, stored);
    if (stored.status !== status) {
      throw new TraceFinalizedError(
        traceId,
        stored.status as TraceStatus,
        `it cannot be finalized as '${status}'`,
      );
    }
    return { traceId, totalDurationMs: stored.total_duration_ms ?? totalDurationMs, status };
  }

  async getTrace(traceId: string): Promise<Trace | undefined> {
    const row = this.#rows.get(requireId("traceId", traceId));
    return row && decodeTrace(row);
  }

  async findTraceId(executionId: string): Promise<string | undefined> {
    requireId("executionId", executionId);
    let newest: TraceRow | undefined;
    for (const row of this.#rows.values()) {
      if (row.execution_id === executionId && row.started_at >= (newest?.started_at ?? "")) newest = row;
    }
    return newest?.trace_id;
  }
}

/** Only a row that recovery wrote in the owner's absence does: to the owner's, and to a later recovery's that knows more steps. */
function givesWay(stored: TraceRow, row: TraceRow): boolean {
  if (!isInterrupted(stored)) return false;
  if (!isInterrupted(row)) return true;
  const isLater = (row.completed_at ?? "") >= (stored.completed_at ?? "");
  return isLater && countSteps(row) > countSteps(stored);
}

function isInterrupted({ metadata }: TraceRow): boolean {
  return (JSON.parse(metadata ?? "{}") as { readonly interrupted?: unknown }).interrupted === true;
}

function countSteps({ steps }: TraceRow): number {
  return (JSON.parse(steps ?? "[]") as readonly unknown[]).length;
}
