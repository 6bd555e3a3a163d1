import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Task } from "./program/task.js";
import type { Arrived, Receiver } from "./receivers/receiver.js";
import type { Ending, Outage, Scenario } from "./scenario.js";

const PROGRAM = fileURLToPath(new URL("./program/main.js", import.meta.url));
const MS_PER_SECOND = 1000;

/** What came of a run. */
export interface ProcessResult extends Arrived {
  /** From the first trace to the end of the process. */
  readonly seconds: number;
}

/**
 * Runs a scenario's process to its end, with an outage of the receiving end where there is one.
 *
 * @throws where the process fails, or ends in another way than it was told to
 */
export async function runProcess({ workload, outage }: Scenario, receiver: Receiver): Promise<ProcessResult> {
  const task: Task = { workload, ...receiver.addresses };
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  try {
    await Promise.race([once(child.stdout, "data"), exited]);
    const started = performance.now();
    if (outage !== undefined) await breakFor(outage, receiver);
    const [code, signal] = await exited;
    const seconds = (performance.now() - started) / MS_PER_SECOND;
    requireEnd(code ?? signal, workload.ending);
    return { ...(await receiver.arrived()), seconds };
  } finally {
    child.kill("SIGKILL");
  }
}

async function breakFor({ afterMs, forMs }: Outage, receiver: Receiver): Promise<void> {
  await sleep(afterMs);
  await receiver.goDown();
  await sleep(forMs);
  await receiver.comeBack();
}

function requireEnd(end: number | string, ending: Ending): void {
  const expected = ending.startsWith("kill") ? "SIGKILL" : 0;
  if (end !== expected) throw new Error(`Expected the process to end by ${expected}, received ${end}.`);
}
