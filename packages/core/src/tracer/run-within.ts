/** What may stop a function before it ends by itself. */
export interface RunBounds {
  /** Milliseconds; without it, no limit. */
  readonly timeoutMs: number | undefined;
  /** Made when the time is up, and what the caller then gets. */
  readonly timeoutError: () => Error;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs a function until it settles, its time is up or the caller's signal aborts, whichever is first. The function
 * gets a signal that says so; what it does after that no longer matters to the result.
 */
export async function runWithin<T>(fn: (signal: AbortSignal) => Promise<T>, bounds: RunBounds): Promise<T> {
  bounds.signal?.throwIfAborted();
  const controller = new AbortController();
  let stop: (reason: unknown) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const onAbort = (): void => stop(bounds.signal?.reason);
  const timer =
    bounds.timeoutMs === undefined
      ? undefined
      : setTimeout(() => stop(bounds.timeoutError()), bounds.timeoutMs);
  bounds.signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([fn(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    bounds.signal?.removeEventListener("abort", onAbort);
  }
}
