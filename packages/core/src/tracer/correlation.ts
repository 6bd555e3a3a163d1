import type { TraceContext } from "../ports/trace-context.js";
import type { LiveTrace } from "./live-trace.js";
import type { TracerRuntime } from "./tracer-runtime.js";

/** The longest time that a timer takes; a longer one would fire at once. */
export const MAX_TIMER_MS = 2_147_483_647;

/**
 * Keeps the context of a tracer's running traces: set at the start, renewed while they run, so that an execution of
 * hours can be found all along. A fault is reported once per outage; the next renewal sets what was missed.
 */
export class Correlation {
  readonly #context: TraceContext;
  readonly #runtime: TracerRuntime;
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
    this.#startRenewing();
    return this.#attempt(() => this.#context.setTraceId(executionId, traceId));
  }

  /** @throws {ContextError} where the context cannot be asked */
  find(executionId: string): Promise<string | undefined> {
    return this.#context.getTraceId(executionId);
  }

  #startRenewing(): void {
    const everyMs = this.#context.renewEveryMs;
    if (everyMs === undefined) return;
    // Unreferenced: tracing never keeps a process alive.
    this.#timer ??= setInterval(() => void this.#renewAll(), Math.min(everyMs, MAX_TIMER_MS)).unref();
  }

  async #renewAll(): Promise<void> {
    const running = [...this.#runtime.running.values()].filter(
      (trace) => trace.start.executionId !== undefined,
    );
    if (running.length === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    await Promise.all(running.map((trace) => this.#attempt(() => this.#renew(trace))));
  }

  async #renew(trace: LiveTrace): Promise<void> {
    const { executionId, traceId } = trace.start;
    if (executionId === undefined || (await this.#context.renew(executionId))) return;
    if (trace.isRunning) await this.#context.setTraceId(executionId, traceId);
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
