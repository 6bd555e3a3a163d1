import { setTimeout as sleep } from "node:timers/promises";
import { InvalidArgumentError, StorageError } from "@steptrace/core";

type Signal = "SIGTERM" | "SIGINT" | "SIGHUP";

const DEFAULT_DEADLINE_MS = 10_000;
const DEFAULT_SIGNALS: readonly Signal[] = ["SIGTERM", "SIGINT"];

export interface DrainOptions {
  /** Milliseconds after a signal that the process lives on at most. @default 10000 */
  readonly deadlineMs?: number;
  /** @default ["SIGTERM", "SIGINT"] */
  readonly signals?: readonly Signal[];
  /** Hears of a storage that could not be closed, or not in time. @default none */
  readonly onError?: (error: unknown) => void;
}

/** What has work under way that it ends before it is closed: a `TraceStorage`. */
export interface Drainable {
  close(): Promise<void>;
}

/**
 * Has a process that ends, or is told to by a signal, store first what it has finalized. After a signal it then ends by that
 * signal; where the application listens to it as well, ending is the application's own affair. `SIGKILL` and `process.exit`
 * leave no time: what they cut off is what a journal is for.
 *
 * @returns disposed of, it listens to nothing any more
 * @throws {InvalidArgumentError} for a deadline below 0
 * @example
 * ```ts
 * const storage = new TraceStorage(url);
 * drainOnExit(storage);
 * ```
 */
export function drainOnExit(storage: Drainable, options: DrainOptions = {}): Disposable {
  const { deadlineMs = DEFAULT_DEADLINE_MS, signals = DEFAULT_SIGNALS, onError = () => {} } = options;
  if (!(deadlineMs >= 0)) {
    throw new InvalidArgumentError("deadlineMs", "a number of milliseconds, 0 or more", deadlineMs);
  }
  let closing: Promise<void> | undefined;
  const drain = (): Promise<void> => {
    closing ??= storage.close().catch(onError);
    return closing;
  };
  const onSignal = async (signal: Signal): Promise<void> => {
    const late = sleep(deadlineMs, new StorageError(lateMessage(deadlineMs), { reason: "timeout" }));
    const error = await Promise.race([drain(), late]);
    if (error !== undefined) onError(error);
    stop();
    // Without a listener, a signal does what it does by itself.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const onBeforeExit = (): void => void drain();
  const stop = (): void => {
    process.off("beforeExit", onBeforeExit);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.once("beforeExit", onBeforeExit);
  for (const signal of signals) process.on(signal, onSignal);
  return { [Symbol.dispose]: stop };
}

function lateMessage(deadlineMs: number): string {
  return (
    `Storing what was finalized took longer than ${deadlineMs} ms, and the process had to end. ` +
    "What is in a journal is stored by `steptrace recover`; raise deadlineMs where there is none."
  );
}
