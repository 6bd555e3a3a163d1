import { elapsedMs, percentile } from "@steptrace/core";
import type { TraceSummary } from "@steptrace/query";

/** How a skill did, over all its traces that are known. */
export interface SkillStatistics {
  readonly skillName: string;
  readonly executions: number;
  /** From 0 to 1: the share of executions that failed or ran out of time. */
  readonly failureRate: number;
  /** Milliseconds. */
  readonly p50: number;
  /** Milliseconds. */
  readonly p95: number;
}

export function skillStatistics(skillName: string, traces: readonly TraceSummary[]): SkillStatistics {
  const durations = traces.map((trace) => elapsedMs(trace) ?? 0);
  const failures = traces.filter(({ status }) => status === "failed" || status === "timeout");
  return {
    skillName,
    executions: traces.length,
    failureRate: traces.length === 0 ? 0 : failures.length / traces.length,
    p50: percentile(durations, 50) ?? 0,
    p95: percentile(durations, 95) ?? 0,
  };
}
