import type { RedisClient } from "./redis-client.js";

/** What is said of a client that is closed for good. */
export const CLIENT_CLOSED = "the client is closed";

/**
 * Resolves when the client is connected; rejects with its last error when it has not become so in time, or has ended.
 * It leaves no listener behind.
 */
export function untilReady(client: RedisClient, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let reason: Error | undefined;
    const onError = (error: Error) => {
      reason = error;
    };
    const settle = (act: () => void) => () => {
      clearTimeout(timer);
      client.off("ready", onReady).off("end", onEnd).off("error", onError);
      act();
    };
    const onReady = settle(resolve);
    const onEnd = settle(() => reject(reason ?? new Error(CLIENT_CLOSED)));
    const onTimeout = settle(() => reject(reason ?? new Error("not connected")));
    const timer = setTimeout(onTimeout, limitMs);
    client.on("ready", onReady).on("end", onEnd).on("error", onError);
    // A lazy client connects at the first command; ours come later than that.
    if (client.status === "wait") client.connect().catch(onError);
  });
}
