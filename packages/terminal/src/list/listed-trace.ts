import type { Trace } from "@steptrace/core";

/** What a list shows of a trace: a `Trace` has it, and so has what a query gives without the steps. */
export type ListedTrace = Omit<Trace, "steps" | "metadata">;
