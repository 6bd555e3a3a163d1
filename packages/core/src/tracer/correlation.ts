import type { TraceContext } from "../ports/trace-context.js";
import type { LiveTrace } from "./live-trace.js";
import type { TracerRuntime } from "./tracer-runtime.js";
import { unreferencedTimer } from "./unreferenced-timer.js";

/** The longest time that a timer takes; a longer one would fire at once. */
export const MAX_TIMER_MS = 2_147_483_647;

/**
 * Keeps the context of a tracer's running traces: set at the start, renewed while they run, so that an execution of
 * hours can be found all along. Of several traces of one execution, the one that started last stands for it. A fault is
 * reported once per outage; the next renewal sets what was missed.
 */
export class Correlation {
  readonly #context: TraceContext;
  readonly #runtime: TracerRuntime;
  /** The trace that stands for each execution, while it runs. */
  readonly #traces = new Map<string, LiveTrace>();
  #timer: NodeJS.Timeout | undefined;
  #isDown = false;

  constructor(context: TraceContext, runtime: TracerRuntime) {
    this.#context = context;
    this.#runtime = runtime;
  }

  /** Resolves to the fault where the context could not be set; it is reported already. */
  async begin(trace: LiveTrace): Promise<unknown> {
    const { executionId, traceId } = trace.start;
    if (executionId === undefined) return undefined;
    this.#traces.set(executionId, trace);
    this.#startRenewing();
    return this.#attempt(() => this.#context.setTraceId(executionId, traceId));
  }

  /** Leaves the execution's entry to its time to live. */
  end(trace: LiveTrace): void {
    const { executionId } = trace.start;
    if (executionId === undefined || this.#traces.get(executionId) !== trace) return;
    this.#traces.delete(executionId);
    if (this.#traces.size === 0) this.#stopRenewing();
  }

  /** Sets the entry of a running trace again where it is gone: the journal, in the same store perhaps, has forgotten it. */
  async restore(trace: LiveTrace): Promise<void> {
    const { executionId } = trace.start;
    if (executionId === undefined || this.#traces.get(executionId) !== trace) return;
    await this.#attempt(() => this.#renew(executionId, trace));
  }

  /** @throws {ContextError} where the context cannot be asked */
  find(executionId: string): Promise<string | undefined> {
    return this.#context.getTraceId(executionId);
  }

  #startRenewing(): void {
    const everyMs = this.#context.renewEveryMs;
    if (everyMs === undefined || this.#timer !== undefined) return;
    const tick = (): void => void this.#renewAll();
    this.#timer = unreferencedTimer(() => setInterval(tick, Math.min(everyMs, MAX_TIMER_MS)));
  }

  #stopRenewing(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #renewAll(): Promise<void> {
    const traces = [...this.#traces];
    await Promise.all(
      traces.map(([executionId, trace]) => this.#attempt(() => this.#renew(executionId, trace))),
    );
  }

  async #renew(executionId: string, trace: LiveTrace): Promise<void> {
    if (await this.#context.renew(executionId)) return;
    // Meanwhile it may have ended, or given way to a newer one.
    if (this.#traces.get(executionId) === trace) {
      await this.#context.setTraceId(executionId, trace.start.traceId);
    }
  }

  async #attempt(act: () => Promise<void>): Promise<unknown> {
    try {
      await act();
      this.#isDown = false;
      return undefined;
    } catch (error) {
      if (this.#isDown) this.#runtime.countFault();
      else this.#runtime.report(error);
      this.#isDown = true;
      return error;
    }
  }
}
