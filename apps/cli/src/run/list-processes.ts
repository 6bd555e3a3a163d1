import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { RunningProcess } from "./family-of.js";

/** The processes that run, zombies left out; none where the system does not tell. */
export function listProcesses(): readonly RunningProcess[] {
  return existsSync("/proc/self/stat") ? fromProc() : fromPs();
}

/** Many images of containers have no `ps`. */
function fromProc(): readonly RunningProcess[] {
  return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? parseStat(readStat(name)) : []));
}

/** Empty where the process is gone again. */
function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}

/** `12 (name) S 1 …`: pid, name, state, parent; a name may hold spaces and brackets. @see proc(5) */
function parseStat(stat: string): readonly RunningProcess[] {
  const [state, parentPid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return toProcess(stat.split(" ", 1)[0], parentPid, state);
}

function fromPs(): readonly RunningProcess[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=", "-o", "ppid=", "-o", "state="], {
    encoding: "utf8",
  });
  return (stdout ?? "").split("\n").flatMap((line) => {
    const [pid, parentPid, state] = line.trim().split(/\s+/);
    return toProcess(pid, parentPid, state);
  });
}

function toProcess(pid = "", parentPid = "", state = ""): readonly RunningProcess[] {
  if (!/^\d+$/.test(pid) || state.startsWith("Z")) return [];
  return [{ pid: Number(pid), parentPid: Number(parentPid) }];
}
