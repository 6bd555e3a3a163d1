import { monthsAhead, partitionName } from "@steptrace/core";

/** The partitions that `migrate` makes ahead: of this month and the next three. */
export function partitionsAhead(): readonly string[] {
  return monthsAhead(new Date(), 3).map((month) => partitionName("execution_traces", month));
}
