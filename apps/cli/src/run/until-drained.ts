import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** Between two looks at whether anything more has come. */
const LOOK_MS = 100;
/** Each look that finds something found a whole read of it; a pipe holds no more than a few. */
const MOST_LOOKS = 20;

/**
 * Resolves when a stream has ended, or gives nothing more. Once a command has ended, all that it wrote waits in the
 * pipe; but what it left running in the background may keep that open for ever.
 */
export async function untilDrained(stream: Readable): Promise<void> {
  const ended = new AbortController();
  stream.once("close", () => ended.abort());
  stream.once("end", () => ended.abort());
  let hasNew = true;
  stream.on("data", () => {
    hasNew = true;
  });
  for (let look = 0; look < MOST_LOOKS && hasNew; look += 1) {
    if (stream.readableEnded || stream.destroyed) return;
    hasNew = false;
    try {
      await sleep(LOOK_MS, undefined, { signal: ended.signal });
    } catch {
      return;
    }
  }
}
