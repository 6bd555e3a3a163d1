import { addMonths, monthOf, monthRange } from "@steptrace/core";
import type { TraceStorage } from "@steptrace/postgres-store";

const YEAR = 12;

/** Has the storage make the partitions of the current month and of those before it, as of any month that a trace needs. */
export async function makeMonths(storage: TraceStorage, months: number = YEAR): Promise<void> {
  for (let month = 0; month <= months; month += 1) {
    const { from } = monthRange(addMonths(monthOf(new Date()), -month));
    const trace = {
      traceId: `month-${month}`,
      skillName: "fill",
      startedAt: new Date(`${from.replace(" ", "T")}Z`),
      status: "running",
      steps: [],
      metadata: {},
    } as const;
    await storage.finalizeTrace(trace, "success");
  }
}
