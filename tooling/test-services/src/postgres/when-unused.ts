import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";

const objectInUse = "55006";
const attempts = 20;
const pause = 250;

/** Runs a statement that wants a database to itself, again while its last connections are still closing. */
export async function whenUnused(statement: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await statement();
      return;
    } catch (error) {
      const inUse = error instanceof postgres.PostgresError && error.code === objectInUse;
      if (!inUse || attempt === attempts) throw error;
    }
    await delay(pause);
  }
}
