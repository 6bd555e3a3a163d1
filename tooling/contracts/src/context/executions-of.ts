import type { TraceContext } from "@steptrace/core";

/** All executions of a context, sorted. */
export async function executionsOf(context: TraceContext): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const id of context.getAllExecutions()) ids.push(id);
  return ids.toSorted();
}
