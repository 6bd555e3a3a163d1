import { setTimeout as sleep } from "node:timers/promises";
import { SqlState } from "../database/sql-state.js";
import { sqlStateOf } from "../database/to-storage-error.js";

const ATTEMPTS = 50;
const RETRY_MS = 100;

/**
 * Runs what waits for locks only briefly, again while another transaction has the table locked.
 *
 * @param attempts some five in a second
 */
export async function retryOnLock<T>(attempt: () => Promise<T>, attempts: number = ATTEMPTS): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (sqlStateOf(error) !== SqlState.lockNotAvailable || count === attempts) throw error;
    }
    // Not all at the same moment: those who wait are many.
    await sleep(RETRY_MS * 2 * Math.random());
  }
}
