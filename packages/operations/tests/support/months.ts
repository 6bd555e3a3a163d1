import { addMonths, type Month, monthOf, monthRange, partitionName } from "@steptrace/core";

/** The month `count` months after the current one. */
export function monthFromNow(count: number): Month {
  return addMonths(monthOf(new Date()), count);
}

/** The partition of a month, by its name and its bounds. */
export function partitionOf(month: Month): { readonly name: string; readonly bounds: string } {
  const { from, to } = monthRange(month);
  return {
    name: partitionName("execution_traces", month),
    bounds: `FOR VALUES FROM ('${from}') TO ('${to}')`,
  };
}
