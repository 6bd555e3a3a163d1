import type { RedisClient } from "./redis-client.js";

const MS_PER_SECOND = 1000;
const MICROS_PER_MS = 1000;

/** Milliseconds since 1970, with their fraction, by the server's clock. */
export async function serverTime(client: RedisClient): Promise<number> {
  const [seconds, micros] = await client.time();
  return Number(seconds) * MS_PER_SECOND + Number(micros) / MICROS_PER_MS;
}
