import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";

/** What an exported trace says it is. */
export const EXPORT_FORMAT = "steptrace/trace";

/** The version that is written, and the newest that can be read. */
export const EXPORT_VERSION = 1;

/** A trace as it goes from one system to another: JSON takes it as it is. */
export interface ExportedTrace {
  readonly format: typeof EXPORT_FORMAT;
  readonly version: typeof EXPORT_VERSION;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  /** As {@link Trace}, with ISO 8601 texts for dates. */
  readonly trace: Omit<Trace, "startedAt" | "completedAt"> & {
    readonly startedAt: string;
    readonly completedAt?: string;
    readonly steps: readonly Step[];
  };
}
