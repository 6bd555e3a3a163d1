import { isDeepStrictEqual } from "node:util";
import type { Trace } from "@steptrace/core";

/** What the way into the table and back made of a trace. */
export interface RoundTrip {
  /**
   * `equal`: what was read is what was imported. `cut`: a limit cut it, and it says so. `cleaned`: it differs in
   * another way, as texts with NUL do. `lost`: it is not there.
   */
  readonly outcome: "equal" | "cut" | "cleaned" | "lost";
  /** Steps that say that they were cut. */
  readonly stepsCut: number;
}

/** Compares a trace with what was read of it; `undefined` where nothing was. */
export function compareTraces(imported: Trace, read: Trace | undefined): RoundTrip {
  if (read === undefined) return { outcome: "lost", stepsCut: 0 };
  if (isDeepStrictEqual(imported, read)) return { outcome: "equal", stepsCut: 0 };
  const stepsCut = read.steps.filter(({ truncated }) => truncated === true).length;
  const isCut = stepsCut > 0 || read.metadata["truncated"] !== undefined;
  return { outcome: isCut ? "cut" : "cleaned", stepsCut };
}
