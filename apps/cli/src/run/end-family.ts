import { setTimeout as sleep } from "node:timers/promises";
import { familyOf } from "./family-of.js";
import { listProcesses } from "./list-processes.js";

/** How long processes have to end by SIGTERM before SIGKILL ends them. */
const GRACE_MS = 5000;
/** Between two looks at whether they have. */
const LOOK_MS = 100;

/**
 * Ends a process and all that descends from it: by SIGTERM, and what is left after a grace by SIGKILL. Not by a process
 * group: a command in one of its own is cut off from the keys of the terminal, and stopped when it reads from there.
 */
export async function endFamily(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  let family = stillRunning([pid]);
  signalAll(family, "SIGTERM");
  const deadline = performance.now() + GRACE_MS;
  do {
    await sleep(LOOK_MS);
    family = stillRunning(family);
  } while (family.length > 0 && performance.now() < deadline);
  signalAll(family, "SIGKILL");
}

/** With what has descended from them; where the system does not tell that, themselves alone. */
function stillRunning(pids: readonly number[]): readonly number[] {
  const processes = listProcesses();
  return processes.length > 0 ? familyOf(pids, processes) : pids.filter((pid) => send(pid, 0));
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) send(pid, signal);
}

/** Whether there is such a process, and it may be signalled. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
