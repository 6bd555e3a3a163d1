import { readFile } from "node:fs/promises";
import { runCommand } from "./run-command.js";

/** The processes that a process started and that still run. */
export async function childPids(pid: number): Promise<number[]> {
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  return children.split(" ").filter(Boolean).map(Number);
}

async function fromPs(pid: number): Promise<number[]> {
  const table = await runCommand("ps", ["-A", "-o", "pid=,ppid="]);
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return rows.flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
}
