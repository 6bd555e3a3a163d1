import { ExecutionTracer, TraceRecorder } from "@steptrace/core";

const STEPS = 100_000;

/** Bytes of heap that a recorded step holds until its trace is finalized. Needs `--expose-gc`. */
export async function measureMemory(): Promise<number> {
  const tracer = new ExecutionTracer({ limits: { stepsPerTrace: STEPS } });
  await tracer.startTrace("bench");
  const recorder = new TraceRecorder(tracer);
  recorder.startStep("build-image").end();
  const before = usedHeap();
  for (let step = 1; step < STEPS; step += 1) recorder.startStep("build-image").end();
  const bytes = (usedHeap() - before) / STEPS;
  // Read after the measuring, so that the trace is alive while it is measured.
  const recorded = tracer.getCurrentTrace()?.steps.length;
  if (recorded !== STEPS) throw new Error(`Expected ${STEPS} recorded steps, received ${recorded}.`);
  return bytes;
}

function usedHeap(): number {
  if (globalThis.gc === undefined)
    throw new Error("Expected to run with --expose-gc, to collect garbage before measuring.");
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
