import { setTimeout as delay } from "node:timers/promises";
import { messageOf } from "../message-of.js";

const pause = 25;

/**
 * Tries `attempt` again and again until it succeeds; other processes tell us nothing when they are ready.
 *
 * @param what what is waited for, for the error
 * @param milliseconds how long to wait at most
 * @throws when the time is over, with the last failure as its cause
 */
export async function waitUntil<T>(
  what: string,
  attempt: () => Promise<T>,
  milliseconds = 20_000,
): Promise<T> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) {
        throw new Error(`waited ${milliseconds} ms for ${what}; last: ${messageOf(error)}`, { cause: error });
      }
    }
    await delay(pause);
  }
}
