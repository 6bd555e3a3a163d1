import { ExecutionTracer, InMemoryTraceStorage, type Trace, TraceRecorder } from "@steptrace/core";

const STEPS = 10;

const tracer = new ExecutionTracer({ storage: new InMemoryTraceStorage() });

/** A running trace with ten steps. */
export async function recordTrace(): Promise<Trace> {
  await tracer.startTrace("docker-build", { metadata: { user: "alice", env: "production" } });
  const recorder = new TraceRecorder(tracer);
  for (let step = 0; step < STEPS; step += 1)
    recorder.startStep(`step-${step}`, { attributes: { attempt: 1 } }).end();
  const trace = tracer.getCurrentTrace();
  if (trace === undefined) throw new Error("Expected the trace that was just started to be current.");
  tracer.clearCurrentTrace();
  return trace;
}
