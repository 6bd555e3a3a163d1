import { StorageError } from "@steptrace/core";

/**
 * The promise's outcome, or a StorageError when it takes longer: no driver has a limit of its own for a server that
 * accepts connections and then says nothing.
 */
export async function withinDeadline<T>(promise: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new StorageError(`${what} failed: no answer within ${timeoutMs} ms. Try again, or raise timeoutMs.`, {
          reason: "timeout",
        }),
      );
    }, timeoutMs);
  });
  try {
    return await Promise.race([promise, expired]);
  } finally {
    clearTimeout(timer);
  }
}
