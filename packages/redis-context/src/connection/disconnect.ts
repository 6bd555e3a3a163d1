import type { Redis } from "ioredis";
import { withinTimeLimit } from "./within-time-limit.js";

const LIMIT_MS = 1000;

/** Closes a client; resolves when its socket is closed. */
export async function disconnect(client: Redis): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    client.once("end", resolve);
  });
  client.disconnect();
  // Between two attempts there is no socket, and nothing would tell of its end.
  if (client.status === "end" || client.status === "reconnecting") return;
  await withinTimeLimit(ended, LIMIT_MS).catch(() => {});
}
