import { setTimeout as sleep } from "node:timers/promises";
import { runTrace, type Stand, type TraceShape } from "./run-trace.js";

export interface LoadOptions {
  /** Traces at a time. */
  readonly writers: number;
  readonly shape: TraceShape;
  /** Milliseconds that a writer rests after each trace. @default 0 */
  readonly restMs?: number;
}

/** Writers that store one trace after the other until they are told to stop. */
export class Load implements AsyncDisposable {
  readonly #writers: Promise<unknown>;
  #isOver = false;

  constructor(stand: Stand, { writers, shape, restMs = 0 }: LoadOptions) {
    const write = async (): Promise<void> => {
      while (!this.#isOver) {
        await runTrace(stand, shape);
        await sleep(restMs);
      }
    };
    this.#writers = Promise.all(Array.from({ length: writers }, write));
  }

  /** Resolves when each writer has had its last answer. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#writers;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
