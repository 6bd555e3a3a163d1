import { StorageError } from "@steptrace/core";

/**
 * The outcome of an act, or a StorageError when it takes longer: no driver has a limit of its own for a server that
 * accepts connections and then says nothing.
 *
 * @param act is told by the signal when nobody waits for it any more
 */
export async function withinDeadline<T>(
  act: (expired: AbortSignal) => Promise<T>,
  timeoutMs: number,
  what: string,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new StorageError(`${what} failed: no answer within ${timeoutMs} ms. Try again, or raise timeoutMs.`, {
          reason: "timeout",
        }),
      );
      controller.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([act(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
