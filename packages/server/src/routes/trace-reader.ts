import type { Trace } from "@steptrace/core";
import type { ServerServices } from "../services.js";
import { findTrace } from "./find-trace.js";

/** How long a trace that nobody asks for is remembered. */
const IDLE_MS = 60_000;
const MOST_TRACES = 4;
/** Of all traces that are remembered. */
const MOST_STEPS = 100_000;

/**
 * Reads traces, and remembers for a while those that ended: who looks through the steps of a long one asks for one after the other,
 * and each time all of it would have to be read.
 */
export class TraceReader {
  readonly #services: ServerServices;
  readonly #remembered = new Map<string, Trace>();
  #timer: NodeJS.Timeout | undefined;

  constructor(services: ServerServices) {
    this.#services = services;
  }

  /** As it is now. @throws {HTTPException} 404 where it is neither stored nor running */
  async read(traceId: string): Promise<Trace> {
    const trace = await findTrace(this.#services, traceId);
    this.#remember(trace);
    return trace;
  }

  /** As it was when somebody last asked for it, if that is not long ago. @throws as {@link read} does */
  async recall(traceId: string): Promise<Trace> {
    const known = this.#remembered.get(traceId);
    if (known === undefined) return this.read(traceId);
    this.#timer?.refresh();
    return known;
  }

  #remember(trace: Trace): void {
    this.#remembered.delete(trace.traceId);
    if (trace.status === "running") return;
    this.#remembered.set(trace.traceId, trace);
    let stepCount = 0;
    for (const [index, { traceId, steps }] of [...this.#remembered.values()].reverse().entries()) {
      stepCount += steps.length;
      if (index >= MOST_TRACES || stepCount > MOST_STEPS) this.#remembered.delete(traceId);
    }
    this.#timer ??= setTimeout(() => this.#remembered.clear(), IDLE_MS).unref();
    this.#timer.refresh();
  }
}
