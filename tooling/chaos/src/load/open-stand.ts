import { type Clock, ExecutionTracer } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";
import type { LedgerEvent } from "../ledger/ledger-event.js";
import type { Stand } from "./run-trace.js";

/** A machine that has more to do than this takes longer than the promises of its timers. */
const SLACK_MS = 10_000;
/** Commands that the end of a trace waits for: one under way, two ways of closing the journal, and reading it. */
const JOURNAL_COMMANDS = 4;

export interface StandOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** What the journal's keys begin with. */
  readonly keyPrefix: string;
  /** Milliseconds of one statement, and of one command of Redis. */
  readonly timeoutMs: number;
  readonly retryForMs: number;
  /** @default 10000 */
  readonly queuedTraces?: number;
  /** @default the system's */
  readonly clock?: Clock;
  readonly note: (event: LedgerEvent) => void;
  /** Hears what the tracer reports. */
  readonly onError?: (error: unknown) => void;
}

/** All that a process needs to trace: made of URLs, closed at the end. */
export interface OpenStand extends Stand, AsyncDisposable {
  readonly journal: RedisStepJournal;
}

export function openStand(options: StandOptions): OpenStand {
  const { databaseUrl, redisUrl, keyPrefix, timeoutMs, retryForMs, queuedTraces, clock, note } = options;
  const journal = new RedisStepJournal(redisUrl, { keyPrefix, commandTimeoutMs: timeoutMs });
  const storage = new TraceStorage(databaseUrl, {
    timeoutMs,
    retryForMs,
    ...(queuedTraces !== undefined && { queuedTraces }),
  });
  const tracer = new ExecutionTracer({
    journal,
    ...(clock !== undefined && { clock }),
    ...(options.onError !== undefined && { onError: options.onError }),
  });
  return {
    tracer,
    storage,
    journal,
    note,
    boundMs: retryForMs + timeoutMs + JOURNAL_COMMANDS * timeoutMs + SLACK_MS,
    async [Symbol.asyncDispose]() {
      await storage.close();
      await journal.disconnect();
    },
  };
}
