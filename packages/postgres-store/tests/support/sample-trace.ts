import { formatTimestamp, type Trace, uuidV7 } from "@steptrace/core";

/** A running trace as an import would build it, of a start or of now. */
export function sampleTrace(given: Partial<Trace> = {}): Trace {
  const startedAt = given.startedAt ?? new Date();
  return {
    traceId: uuidV7(startedAt.getTime()),
    skillName: "docker-build",
    startedAt,
    status: "running",
    steps: [
      {
        name: "load-config",
        timestamp: formatTimestamp(startedAt.getTime() * 1000 + 150_000),
        durationMs: 150,
        status: "success",
        id: 1,
        offsetUs: 0,
        durationUs: 150_000,
      },
    ],
    metadata: {},
    ...given,
  };
}
