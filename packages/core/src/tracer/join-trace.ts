import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { JournalError } from "../errors/journal-error.js";
import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import { UnknownExecutionError } from "../errors/unknown-execution-error.js";
import { fromTraceparent, type TraceparentParts } from "../ids/traceparent.js";
import { readJournal } from "../journal/read-journal.js";
import type { TraceSink } from "../ports/trace-sink.js";
import { requireId } from "../validation/require-text.js";
import { endOf } from "./joined-journal.js";
import { JoinedTraceHandle } from "./joined-trace-handle.js";
import { LiveTrace } from "./live-trace.js";
import type { TracerRuntime } from "./tracer-runtime.js";

/** Texts of a journal, for each step that a trace may have, beyond which nobody joins it any more. */
const TEXTS_PER_STEP = 4;

export interface JoinTraceOptions {
  /**
   * The step that those of this process are part of: its id, or a W3C `traceparent` that names it, as
   * `StepHandle.traceparent` gives it. @default none: they stand at the top level
   */
  readonly parent?: string | number;
}

/** The parts of a tracer that joining needs. */
interface JoiningTracer {
  readonly runtime: TracerRuntime;
  readonly storage: TraceSink | undefined;
}

/** Joins a trace that runs in another process; what `ExecutionTracer.joinTrace` promises. */
export async function joinTrace(
  { runtime, storage }: JoiningTracer,
  executionId: string,
  { parent }: JoinTraceOptions,
): Promise<JoinedTraceHandle> {
  const { journals, limits, clock } = runtime;
  requireId("executionId", executionId);
  const given = requireParent(parent);
  if (journals === undefined) {
    throw new InvalidArgumentError(
      "journal",
      "one, given to the tracer: a trace is joined through it",
      undefined,
    );
  }
  const traceId = await runtime.correlation.find(executionId);
  const look = traceId === undefined ? undefined : await journals.journal.look(traceId);
  const start = look && readJournal(look.texts);
  const status = look && endOf(look);
  if (traceId !== undefined && status !== undefined) throw endedError(traceId, status);
  if (traceId === undefined || look === undefined || start === undefined) {
    throw await missingError(storage, executionId, traceId);
  }
  if (look.size > TEXTS_PER_STEP * limits.stepsPerTrace) {
    throw new JournalError(`The journal of trace '${traceId}' is full: it holds ${look.size} texts.`);
  }
  const firstStepId = await journals.journal.reserveStepIds(traceId, limits.stepsPerTrace, start.startedAtMs);
  const { skillName, startedAtMs } = start;
  const ended = new AbortController();
  const live = new LiveTrace({ traceId, skillName, executionId, startedAtMs, metadata: {} }, runtime, {
    firstStepId,
    parentId: parentIdOf(given, traceId),
    // Their clocks differ; the trace had begun by then.
    elapsedMs: Math.max(0, clock.now() - startedAtMs),
    onEnd: () => ended.abort(),
  });
  return new JoinedTraceHandle(live, ended.signal);
}

function endedError(traceId: string, status: TraceFinalizedError["status"]): TraceFinalizedError {
  return new TraceFinalizedError(traceId, status, "it cannot be joined");
}

/** What the storage knows to have ended, the journal need not know any more. */
async function missingError(
  storage: TraceSink | undefined,
  executionId: string,
  known: string | undefined,
): Promise<Error> {
  const traceId = known ?? (await storage?.findTraceId(executionId));
  const stored = traceId === undefined ? undefined : await storage?.getTrace(traceId);
  return stored === undefined
    ? new UnknownExecutionError(executionId, known)
    : endedError(stored.traceId, stored.status);
}

function requireParent(parent: unknown): TraceparentParts | number | undefined {
  if (parent === undefined || (Number.isSafeInteger(parent) && (parent as number) > 0)) {
    return parent as number | undefined;
  }
  const parts = typeof parent === "string" ? fromTraceparent(parent) : undefined;
  if (parts !== undefined) return parts;
  throw new InvalidArgumentError("parent", "the id of a step, or a W3C traceparent that names one", parent);
}

function parentIdOf(given: TraceparentParts | number | undefined, traceId: string): number | undefined {
  if (given === undefined || typeof given === "number") return given;
  if (given.traceId === traceId.toLowerCase()) return given.stepId;
  throw new InvalidArgumentError("parent", `a traceparent of trace '${traceId}'`, given.traceId);
}
