import { type Trace, uuidV7 } from "@steptrace/core";

/** Within the months that the generated traces are of, too. */
const STARTED_AT = Date.UTC(2025, 10, 16, 12);

/** A trace that no tracer of this process has made: a plain object, as one that was decoded or imported. */
export function foreignTrace(given: Partial<Trace> = {}): Trace {
  const startedAt = given.startedAt ?? new Date(STARTED_AT);
  return {
    traceId: uuidV7(startedAt.getTime()),
    skillName: "docker-build",
    startedAt,
    status: "running",
    steps: [
      {
        name: "load-config",
        timestamp: "2025-11-16T12:00:00.150000Z",
        durationMs: 150,
        status: "success",
        id: 1,
        offsetUs: 0,
        durationUs: 150_000,
      },
    ],
    metadata: { user: "alice" },
    ...given,
  };
}
