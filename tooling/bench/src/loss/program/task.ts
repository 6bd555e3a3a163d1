import type { Workload } from "../scenario.js";
import type { SteptraceAddresses } from "./steptrace.js";

/** What a process is told to do, as JSON in its first argument. */
export interface Task {
  readonly workload: Workload;
  /** The library to do it with: that which has its addresses here. */
  readonly steptrace?: SteptraceAddresses;
  /** Where a collector takes traces. */
  readonly openTelemetryUrl?: string;
}
