import {
  decodeTrace,
  ExecutionTracer,
  encodeTrace,
  InMemoryTraceStorage,
  monthOf,
  monthRange,
  monthsAhead,
  partitionName,
  type Trace,
  TraceRecorder,
} from "../../src/index.js";
import { FakeClock } from "../fake-clock.js";

/** Around the changes of the clocks in Berlin and New York, the ends of months and of a year, and a leap day. */
const MOMENTS = [
  "2025-03-30T00:59:59.999Z",
  "2025-03-30T01:30:00.000Z",
  "2025-10-26T00:30:00.000Z",
  "2025-10-26T01:30:00.000Z",
  "2025-03-09T06:59:59.999Z",
  "2025-11-02T05:30:00.000Z",
  "2025-11-30T23:59:59.999Z",
  "2025-10-31T18:29:59.999Z",
  "2025-12-31T23:30:00.000Z",
  "2024-02-29T22:00:00.000Z",
];

/** What a trace, its row and its partition come to at each of the moments: all that could depend on a time zone. */
export async function scenario(): Promise<readonly unknown[]> {
  const results: unknown[] = [];
  for (const moment of MOMENTS) results.push(await at(moment));
  return results;
}

async function at(moment: string): Promise<unknown> {
  const clock = new FakeClock(moment);
  const tracer = new ExecutionTracer({ clock, generateId: () => moment });
  const storage = new InMemoryTraceStorage({ clock });
  await tracer.startTrace("docker-build", { metadata: { when: new Date(clock.now()) } });
  const recorder = new TraceRecorder(tracer);
  recorder.startStep("across-the-change");
  clock.advance(3_600_000.5);
  recorder.endStep("across-the-change");
  const running = tracer.getCurrentTrace();
  if (running !== undefined) await storage.finalizeTrace(running, "success");
  const stored = (await storage.getTrace(moment)) as Trace;
  const row = encodeTrace(stored);
  const month = monthOf(stored.startedAt);
  return {
    stored,
    row,
    decoded: decodeTrace({ ...row, started_at: row.started_at.replace("T", " ").slice(0, -1) }),
    partition: partitionName("execution_traces", month),
    range: monthRange(month),
    ahead: monthsAhead(stored.completedAt ?? stored.startedAt, 3),
  };
}
