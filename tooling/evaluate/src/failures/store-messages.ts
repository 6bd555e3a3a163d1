import type { Trace } from "@steptrace/core";
import { formatTimestamp } from "@steptrace/core";
import type { TraceStorage } from "@steptrace/postgres-store";
import type { Message } from "./message.js";

const DAYS = 90;
const DAY_MS = 86_400_000;
const US_PER_MS = 1000;
/** Ahead of what the storage writes together, and far from what it holds in memory. */
const AT_ONCE = 2000;

/** Stores each message as a failed trace of one step, evenly over the 90 days before now. */
export async function storeMessages(
  storage: TraceStorage,
  messages: readonly Message[],
  now: Date,
): Promise<void> {
  const apart = (DAYS * DAY_MS) / messages.length;
  for (let from = 0; from < messages.length; from += AT_ONCE) {
    const stored = messages.slice(from, from + AT_ONCE).map((message, index) => {
      const startedAt = new Date(Math.floor(now.getTime() - (from + index + 1) * apart));
      return storage.finalizeTrace(failedTrace(message, startedAt), "failed");
    });
    await Promise.all(stored);
  }
}

function failedTrace({ id, skillName, stepName, text }: Message, startedAt: Date): Trace {
  const step = {
    name: stepName,
    timestamp: formatTimestamp(startedAt.getTime() * US_PER_MS),
    durationMs: 0,
    status: "failed",
    errorMessage: text,
    id: 1,
  } as const;
  return {
    traceId: id,
    skillName,
    startedAt,
    completedAt: startedAt,
    status: "failed",
    steps: [step],
    metadata: {},
    errorMessage: text,
  };
}
