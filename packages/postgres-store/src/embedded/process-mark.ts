import { readFile } from "node:fs/promises";
import { hostname } from "node:os";

/** Which process this is, also for others to find out later whether it is still there. */
export interface ProcessMark {
  readonly pid: number;
  readonly host: string;
  /** When it started, in the system's own count; absent where the system does not say. */
  readonly startedAt?: string;
}

/** This process. */
export async function ownMark(): Promise<ProcessMark> {
  const startedAt = await startOf(process.pid);
  return { pid: process.pid, host: hostname(), ...(startedAt !== undefined && { startedAt }) };
}

/**
 * Whether the process has ended for certain. One of another machine (or container) cannot be asked after. A pid that
 * a later process got is told by its start: in a container that was restarted, every process is number 1.
 */
export async function isGone({ pid, host, startedAt }: ProcessMark): Promise<boolean> {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
  }
  const start = await startOf(pid);
  return startedAt !== undefined && start !== undefined && start !== startedAt;
}

/** Linux alone says it: the 22nd field, and the second may hold spaces and brackets. @see proc(5) */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
