import { formatTimestamp, type Trace, uuidV7, uuidV7Time } from "@steptrace/core";

const STEP_US = 20;
const US_PER_MS = 1000;
const KINDS = ["load", "fetch", "compile", "verify", "push"] as const;

/** A failed trace of so many steps, nested so deep, each a little longer than what runs in it; one in a thousand failed. */
export function deepTrace(count: number, depth: number): Trace {
  const traceId = uuidV7(Date.now());
  const startedMs = uuidV7Time(traceId) ?? Date.now();
  const steps = Array.from({ length: count }, (_, place) => {
    const level = place % depth;
    const offsetUs = place * STEP_US;
    const durationUs = (depth - level) * STEP_US;
    return {
      id: place + 1,
      ...(level > 0 && { parentId: place }),
      name: `${KINDS[place % KINDS.length]} part ${place % 2000}`,
      timestamp: formatTimestamp(startedMs * US_PER_MS + offsetUs + durationUs),
      offsetUs,
      durationUs,
      durationMs: 0,
      ...(place % 1000 === 999
        ? { status: "failed" as const, errorMessage: `part ${place} was refused` }
        : { status: "success" as const }),
    };
  });
  const totalMs = (count * STEP_US) / US_PER_MS;
  return {
    traceId,
    skillName: "many-steps",
    startedAt: new Date(startedMs),
    completedAt: new Date(startedMs + totalMs),
    totalDurationMs: totalMs,
    status: "failed",
    errorMessage: "part 999 was refused",
    metadata: {},
    steps,
  };
}
