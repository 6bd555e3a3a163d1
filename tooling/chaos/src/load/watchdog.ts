/** A call that has not settled within its bound. */
export class HangingCallError extends Error {
  override readonly name = "HangingCallError";
}

/**
 * The answer of a call, or a HangingCallError where none comes within the bound. Far beyond what is promised: it tells what
 * hangs, not what is slow.
 */
export async function watch<T>(what: string, boundMs: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new HangingCallError(`${what} has not settled within ${boundMs} ms`)),
      boundMs,
    );
  });
  try {
    return await Promise.race([call, bound]);
  } finally {
    clearTimeout(timer);
  }
}
