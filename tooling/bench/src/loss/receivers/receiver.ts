import type { Task } from "../program/task.js";

/** What arrived at the end of a run. */
export interface Arrived {
  /** The names of the steps, each as often as it arrived. */
  readonly names: readonly string[];
  /** How many of them recovery brought, after the process had ended. */
  readonly recovered: number;
}

/** The receiving end of one run: what a library writes to, and where it is counted. */
export interface Receiver extends AsyncDisposable {
  /** What the process needs to know. */
  readonly addresses: Omit<Task, "workload">;
  /** Goes away, as by a crash. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  /** What has arrived, once the process has ended. */
  arrived(): Promise<Arrived>;
}
