import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { TraceTimeoutError } from "../errors/trace-timeout-error.js";
import { uuidV7, uuidV7Time } from "../ids/uuid-v7.js";
import { InMemoryTraceContext } from "../memory/in-memory-trace-context.js";
import { type Limits, resolveLimits } from "../model/limits.js";
import type { FinalStatus } from "../model/status.js";
import type { Trace } from "../model/trace.js";
import { type Clock, systemClock } from "../ports/clock.js";
import type { StepJournal } from "../ports/step-journal.js";
import type { TraceContext } from "../ports/trace-context.js";
import type { TraceEvents } from "../ports/trace-events.js";
import type { TraceSink } from "../ports/trace-sink.js";
import { errorText } from "../text/error-text.js";
import { requireMethods } from "../validation/require-methods.js";
import { copyRecord } from "../validation/require-record.js";
import { requireId, requireText } from "../validation/require-text.js";
import type { FinalTrace } from "./close-trace.js";
import { closeJournal } from "./commit-trace.js";
import { MAX_TIMER_MS } from "./correlation.js";
import { enterFrame, frameOf, framesHere, leaveFrames, runInFrame } from "./frames.js";
import { type JoinTraceOptions, joinTrace } from "./join-trace.js";
import type { JoinedTraceHandle } from "./joined-trace-handle.js";
import { LiveTrace } from "./live-trace.js";
import { runWithin } from "./run-within.js";
import { TraceHandle } from "./trace-handle.js";
import { TracerRuntime, type TracerStats } from "./tracer-runtime.js";

const UNNAMED = "unnamed";

export interface ExecutionTracerOptions {
  /** Which trace stands for which execution. @default one in memory, for this process alone */
  readonly context?: TraceContext;
  /** Keeps what is recorded until its trace is committed, so that it outlives this process. @default none */
  readonly journal?: StepJournal;
  /** Tells those who watch what happens to traces while it happens. @default none */
  readonly events?: Pick<TraceEvents, "publish">;
  /** Where `trace()` stores what it has recorded, and where an execution is looked up that the context forgot. */
  readonly storage?: TraceSink;
  /** @default the platform's clocks */
  readonly clock?: Clock;
  /** Makes trace ids: unique, 1 to 255 characters. @default UUIDv7, of the trace's start */
  readonly generateId?: () => string;
  /**
   * Hears of what was kept from the work: once per outage of the context, each failed storing, wrong use of handles.
   * @default none: faults are counted in `stats()` alone
   */
  readonly onError?: (error: unknown) => void;
  /**
   * Whether `startTrace` and `trace` reject where the context, the journal's beginning or the storage fails, and `trace` for
   * wrong arguments.
   *
   * @default false
   */
  readonly strict?: boolean;
  readonly limits?: Limits;
}

export interface StartTraceOptions {
  /** What others know this execution by; 1 to 255 characters. */
  readonly executionId?: string;
  /** Anything worth knowing about the execution; must be an object. */
  readonly metadata?: object;
}

export interface TraceOptions extends StartTraceOptions {
  /** Milliseconds until the trace ends as `timeout` and the call rejects with `TraceTimeoutError`. @default no limit */
  readonly timeoutMs?: number;
  /** Ends the trace as `failed` when it aborts; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

type TracedFunction<T> = (trace: TraceHandle) => T | Promise<T>;

/** For the package alone: what a tracer shares with its recorders. */
export let runtimeOf: (tracer: ExecutionTracer) => TracerRuntime;

/**
 * Starts traces, and knows which one is current: that of the asynchronous context; else the only one that is running.
 *
 * @example
 * ```ts
 * const tracer = new ExecutionTracer({ storage });
 * await tracer.trace("docker-build", { executionId: "exec-123" }, async (trace) => {
 *   await trace.step("load-config", () => loadConfig());
 * });
 * ```
 */
export class ExecutionTracer {
  readonly #runtime: TracerRuntime;
  readonly #storage: TraceSink | undefined;
  readonly #generateId: (() => string) | undefined;
  readonly #strict: boolean;

  static {
    runtimeOf = (tracer) => tracer.#runtime;
  }

  /** @throws {InvalidArgumentError} for a context or a storage that is none, and for a limit out of its range */
  constructor(options: ExecutionTracerOptions = {}) {
    const clock = options.clock ?? systemClock;
    const context = options.context ?? new InMemoryTraceContext({ clock });
    requireMethods("context", context, ["setTraceId", "getTraceId", "renew"]);
    if (options.storage !== undefined)
      requireMethods("storage", options.storage, ["finalizeTrace", "findTraceId"]);
    this.#runtime = new TracerRuntime(
      clock,
      resolveLimits(options.limits),
      context,
      options.journal,
      options.events,
      options.onError,
    );
    this.#storage = options.storage;
    this.#generateId = options.generateId;
    this.#strict = options.strict ?? false;
  }

  /**
   * Starts a trace, makes it current in the caller's asynchronous context, and resolves to its id.
   *
   * @throws {InvalidArgumentError} for an empty skill name, an execution id that is none, metadata that is no object
   * @throws {ContextError | JournalError} if the context cannot be set, or the journal not be begun, with `strict`; without,
   *   it is reported and the work goes on
   */
  async startTrace(skillName: string, options: StartTraceOptions = {}): Promise<string> {
    const trace = this.#begin(skillName, options, this.#generatedId());
    // Before the first await: only here is this still the caller's own context.
    enterFrame(trace);
    await this.#correlate(trace);
    return trace.start.traceId;
  }

  /**
   * The id of an execution's trace, from the context, else from the storage; without an execution id, that of the
   * current trace. `undefined` where there is none.
   *
   * @throws {ContextError} if the context cannot be asked
   */
  async getTraceId(executionId?: string): Promise<string | undefined> {
    if (executionId === undefined) return this.#runtime.current()?.start.traceId;
    requireId("executionId", executionId);
    return (
      (await this.#runtime.correlation.find(executionId)) ?? (await this.#storage?.findTraceId(executionId))
    );
  }

  /** The current trace as it is now: a snapshot, with the steps that have ended; `undefined` where none is current. */
  getCurrentTrace(): Trace | undefined {
    return this.#runtime.current()?.snapshot();
  }

  /**
   * Forgets the trace of this asynchronous context: handles and snapshots of it go on, and can be finalized. A trace
   * that runs in another context is somebody else's, and stays.
   */
  clearCurrentTrace(): void {
    const trace = frameOf(framesHere(), this.#runtime)?.trace;
    if (trace !== undefined) this.#forget(trace);
    leaveFrames(this.#runtime);
  }

  /**
   * Joins a trace that runs in another process, to add steps to it: found by its execution id through a context that both
   * processes share, told through the journal that both share. The process that started it stores the whole. A step's offset
   * comes from the wall clocks of both machines, which differ; its duration from this one's monotonic clock.
   *
   * @throws {InvalidArgumentError} where this tracer has no journal; for an execution id or a parent that is none
   * @throws {UnknownExecutionError} where no running trace of that execution is known
   * @throws {TraceFinalizedError} where it has ended
   * @throws {ContextError | JournalError} where the context or the journal cannot be asked, or the journal is full
   * @example
   * ```ts
   * await using trace = await tracer.joinTrace("exec-123", { parent: headers.traceparent });
   * await trace.step("resize-images", () => resizeImages());
   * ```
   */
  joinTrace(executionId: string, options: JoinTraceOptions = {}): Promise<JoinedTraceHandle> {
    return joinTrace({ runtime: this.#runtime, storage: this.#storage }, executionId, options);
  }

  /**
   * Runs `fn` under a trace: starts it, records, finalizes with `failed` if `fn` throws, stores, and then gives the
   * result or the error of `fn`, once the trace is stored or the storage has failed. Faults of tracing itself, wrong
   * arguments among them, go to `onError`, never to `fn` or its caller; nor does `fn` wait for the context.
   *
   * @throws {TraceTimeoutError} when `fn` takes longer than `timeoutMs`
   * @throws {InvalidArgumentError | ContextError | JournalError | StorageError} with `strict` alone, where `fn` did not throw itself
   */
  trace<T>(skillName: string, fn: TracedFunction<T>): Promise<T>;
  trace<T>(skillName: string, options: TraceOptions, fn: TracedFunction<T>): Promise<T>;
  async trace<T>(
    skillName: string,
    first: TraceOptions | TracedFunction<T>,
    second?: TracedFunction<T>,
  ): Promise<T> {
    const [options, fn] = typeof first === "function" ? [{}, first] : [first ?? {}, second];
    if (typeof fn !== "function") throw new InvalidArgumentError("fn", "a function to be traced", fn);
    const timeoutMs = this.#tolerate(() => requireTimeout(options.timeoutMs));
    const signal = this.#tolerate(() => requireSignal(options.signal));
    const trace = this.#beginAnyhow(skillName, options);
    const correlated = this.#correlate(trace);
    // Else the work would wait for a context that is out of reach, and the time would count as its own.
    if (this.#strict) await correlated;
    let isOutOfTime = false;
    const timeoutError = (): Error => {
      isOutOfTime = true;
      return new TraceTimeoutError(trace.start.skillName, timeoutMs ?? 0);
    };
    try {
      const result = await runWithin((signal) => this.#run(trace, fn, signal), {
        timeoutMs,
        timeoutError,
        signal,
      });
      await this.#finish(trace, "success", this.#strict);
      return result;
    } catch (error) {
      if (!trace.isFinal) {
        trace.setThrown(errorText(error));
        await this.#finish(trace, isOutOfTime ? "timeout" : "failed", false);
      }
      throw error;
    }
  }

  /** What was counted since the tracer was made. */
  stats(): TracerStats {
    return this.#runtime.stats();
  }

  async #run<T>(trace: LiveTrace, fn: TracedFunction<T>, signal: AbortSignal): Promise<T> {
    return runInFrame(framesHere(), trace, fn, new TraceHandle(trace, signal));
  }

  async #finish(trace: LiveTrace, status: FinalStatus, raise: boolean): Promise<void> {
    try {
      const final = trace.close(status, undefined);
      if (this.#storage !== undefined) await this.#storage.finalizeTrace(final, status);
      // Recovery makes its row then, as it was meant.
      else await closeJournal(final as FinalTrace);
    } catch (error) {
      if (raise) throw error;
      this.#runtime.report(error);
    }
  }

  /** @param generatedId the id to take; `undefined` for a UUIDv7 */
  #begin(skillName: string, options: StartTraceOptions, generatedId: string | undefined): LiveTrace {
    requireText("skillName", skillName);
    const executionId =
      options.executionId === undefined ? undefined : requireId("executionId", options.executionId);
    const metadata = copyRecord("metadata", options.metadata ?? {});
    const now = Math.trunc(this.#runtime.clock.now());
    const traceId = generatedId ?? uuidV7(now);
    const startedAtMs = generatedId === undefined ? (uuidV7Time(traceId) ?? now) : now;
    const trace = new LiveTrace({ traceId, skillName, executionId, startedAtMs, metadata }, this.#runtime);
    this.#runtime.running.set(traceId, trace);
    return trace;
  }

  /** As `#begin`; what it refuses is reported and left out, for the work has to go on. */
  #beginAnyhow(skillName: string, options: StartTraceOptions): LiveTrace {
    const { executionId, metadata } = options;
    const generatedId = this.#tolerate(() => this.#generatedId());
    const begun = this.#tolerate(() => this.#begin(skillName, options, generatedId));
    if (begun !== undefined) return begun;
    const accepted: StartTraceOptions = {
      ...(executionId !== undefined &&
        isAccepted(() => requireId("executionId", executionId)) && { executionId }),
      ...(metadata !== undefined && isAccepted(() => copyRecord("metadata", metadata)) && { metadata }),
    };
    const name = isAccepted(() => requireText("skillName", skillName)) ? skillName : UNNAMED;
    return this.#begin(name, accepted, generatedId);
  }

  /** @throws {InvalidArgumentError} where `generateId` made no id, or that of a trace that is running */
  #generatedId(): string | undefined {
    if (this.#generateId === undefined) return undefined;
    const id = requireId("trace id made by generateId", this.#generateId());
    if (!this.#runtime.running.has(id)) return id;
    throw new InvalidArgumentError("trace id made by generateId", "one that no running trace has", id);
  }

  async #correlate(trace: LiveTrace): Promise<void> {
    const fault = await this.#runtime.correlation.begin(trace);
    if (!this.#strict) return;
    try {
      if (fault !== undefined) throw fault;
      await trace.ownJournal?.write();
    } catch (error) {
      this.#forget(trace);
      throw error;
    }
  }

  #forget(trace: LiveTrace): void {
    trace.cleared = true;
    this.#runtime.leave(trace);
  }

  /** Reports what is wrong, in place of throwing it; with `strict`, it is thrown. */
  #tolerate<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      if (this.#strict) throw error;
      this.#runtime.report(error);
      return undefined;
    }
  }
}

function isAccepted(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

function requireTimeout(timeoutMs: unknown): number | undefined {
  if (timeoutMs === undefined) return undefined;
  if (typeof timeoutMs !== "number" || !(timeoutMs > 0) || timeoutMs > MAX_TIMER_MS) {
    throw new InvalidArgumentError(
      "timeoutMs",
      `a number of milliseconds above 0, at most ${MAX_TIMER_MS}`,
      timeoutMs,
    );
  }
  return timeoutMs;
}

/** By what is called on it, so that a signal of another realm or of a polyfill is one too. */
function requireSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined || typeof signal?.throwIfAborted === "function") return signal;
  throw new InvalidArgumentError("signal", "an AbortSignal", signal);
}
