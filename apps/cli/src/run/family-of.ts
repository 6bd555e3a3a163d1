/** A process that runs, and the one that started it (or has taken over an orphan). */
export interface RunningProcess {
  readonly pid: number;
  readonly parentPid: number;
}

/** The ids of those of the given processes that run still, and of all that descend from them; parents first. */
export function familyOf(pids: readonly number[], processes: readonly RunningProcess[]): readonly number[] {
  const running = new Set(processes.map(({ pid }) => pid));
  const family = new Set(pids.filter((pid) => running.has(pid)));
  // A set is walked to its end, also to what is added on the way.
  for (const parent of family) {
    for (const { pid, parentPid } of processes) if (parentPid === parent) family.add(pid);
  }
  return [...family];
}
