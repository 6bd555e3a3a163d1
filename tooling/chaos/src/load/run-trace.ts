import { setTimeout as sleep } from "node:timers/promises";
import { type ExecutionTracer, JournalError, type Trace, TraceRecorder } from "@steptrace/core";
import type { TraceStorage } from "@steptrace/postgres-store";
import type { LedgerEvent } from "../ledger/ledger-event.js";
import { outcomeOf } from "./outcome-of.js";
import { HangingCallError, watch } from "./watchdog.js";

/** What traces are recorded and stored with, and who hears of them. */
export interface Stand {
  readonly tracer: ExecutionTracer;
  readonly storage: TraceStorage;
  /** Milliseconds within which each call has to settle. */
  readonly boundMs: number;
  readonly note: (event: LedgerEvent) => void;
}

export interface TraceShape {
  readonly steps: number;
  /** Milliseconds that a step takes. @default 0, and not a turn of the event loop */
  readonly stepMs?: number;
  /** Whether the owner waits for each step to be journaled. */
  readonly isJournaled: boolean;
  /** How often the owner tries to store it, where what came of it is open. @default 1 */
  readonly attempts?: number;
}

/** Records one trace, and stores it. Never rejects: what becomes of it is noted. */
export async function runTrace(stand: Stand, shape: TraceShape): Promise<void> {
  try {
    const trace = await record(stand, shape);
    await store(stand, trace, shape.attempts ?? 1);
  } catch (error) {
    stand.note({ kind: "wrong", what: textOf(error) });
  }
}

async function record(stand: Stand, { steps, stepMs = 0, isJournaled }: TraceShape): Promise<Trace> {
  const { tracer, note } = stand;
  const traceId = await watch("startTrace", stand.boundMs, tracer.startTrace("chaos"));
  note({ kind: "started", traceId });
  const recorder = new TraceRecorder(tracer, { traceId });
  for (let index = 0; index < steps; index += 1) {
    const step = recorder.startStep(`step ${index}`);
    if (stepMs > 0) await sleep(stepMs);
    step.end();
    if (isJournaled && (await isInJournal(stand, step.journaled())))
      note({ kind: "journaled", traceId, step: step.name });
  }
  const trace = tracer.getCurrentTrace();
  if (trace?.traceId !== traceId)
    throw new Error(`the current trace is '${trace?.traceId}', not '${traceId}'`);
  return trace;
}

async function isInJournal({ boundMs }: Stand, call: Promise<void>): Promise<boolean> {
  try {
    await watch("journaled()", boundMs, call);
    return true;
  } catch (error) {
    if (error instanceof JournalError) return false;
    throw error;
  }
}

async function store(stand: Stand, trace: Trace, attempts: number): Promise<void> {
  const { storage, boundMs, note } = stand;
  const { traceId } = trace;
  note({ kind: "closing", traceId, steps: trace.steps.map(({ name }) => name) });
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await watch("finalizeTrace", boundMs, storage.finalizeTrace(trace, "success")).then(
      () => "acknowledged" as const,
      requireOutcome,
    );
    note({ kind: outcome, traceId });
    if (outcome !== "open" || attempt === attempts) return;
  }
}

function requireOutcome(error: unknown): "refused" | "open" {
  const outcome = error instanceof HangingCallError ? undefined : outcomeOf(error);
  if (outcome === undefined) throw error;
  return outcome;
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
