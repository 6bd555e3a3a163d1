import type { TraceStorage } from "@steptrace/postgres-store";

/** Makes the partitions of those months (as `2025-11`): a storage makes that of any trace that it stores. */
export async function makeMonths(storage: TraceStorage, months: readonly string[]): Promise<void> {
  for (const month of months) {
    const first = {
      traceId: `first-of-${month}`,
      skillName: "other",
      startedAt: new Date(`${month}-01`),
      status: "running",
      steps: [],
      metadata: {},
    } as const;
    await storage.finalizeTrace(first, "success");
  }
}
