import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import type { Workload } from "../scenario.js";
import type { Library } from "./library.js";

const OTHER_WORK_MS = 50;
const PAUSE_MS = 5;
const MS_PER_SECOND = 1000;

/** Does a workload, and ends the process as it says; its steps are named "0", "1" and so on. */
export async function runWorkload(library: Library, workload: Workload): Promise<void> {
  if (workload.ending === "in order") {
    await Promise.all(await recordTraces(library, workload));
    await library.shutdown();
    return;
  }
  await recordUnfinished(library, workload);
  if (workload.ending === "kill when told") await library.untilSafe();
  if (workload.ending === "exit") process.exit(0);
  process.kill(process.pid, "SIGKILL");
}

async function recordUnfinished(library: Library, workload: Workload): Promise<void> {
  const { otherWork } = workload;
  await library.startUnfinished();
  const steps = stepsOf(workload, 0);
  for (const [index, step] of steps.entries()) {
    const isOtherWork =
      (otherWork === "before the first step" && index === 0) ||
      (otherWork === "before the last step" && index === steps.length - 1);
    await (isOtherWork ? sleep(OTHER_WORK_MS) : turn());
    library.recordStep(step);
  }
  if (otherWork === "after the last step") await sleep(OTHER_WORK_MS);
}

/** Begins each trace at its time, and waits for none of them. */
async function recordTraces(library: Library, workload: Workload): Promise<readonly Promise<void>[]> {
  const { traces, tracesPerSecond = Number.POSITIVE_INFINITY } = workload;
  const begun: Promise<void>[] = [];
  const started = performance.now();
  for (;;) {
    const due = Math.min(traces, 1 + ((performance.now() - started) / MS_PER_SECOND) * tracesPerSecond);
    while (begun.length < Math.floor(due)) begun.push(library.recordTrace(stepsOf(workload, begun.length)));
    if (begun.length === traces) return begun;
    await sleep(PAUSE_MS);
  }
}

function stepsOf({ stepsPerTrace }: Workload, trace: number): readonly string[] {
  return Array.from({ length: stepsPerTrace }, (_, step) => String(trace * stepsPerTrace + step));
}
