import { type Outcome, Summary } from "@steptrace/core";
import type { TestDatabase } from "@steptrace/test-utils";

interface Row {
  readonly skill_name: string;
  readonly started_ms: number;
  readonly status: Outcome;
  readonly total_duration_ms: number | null;
  readonly steps: unknown;
}

interface StepObject {
  readonly name?: unknown;
  readonly status?: unknown;
  readonly duration_us?: unknown;
  readonly duration_ms?: unknown;
}

/** What a `Summary` says, to be compared. */
export interface Said {
  readonly traces: unknown;
  readonly steps: Readonly<Record<string, unknown>>;
}

export function said(summary: Summary): Said {
  const steps = [...summary.steps].map(([name, tally]) => [name, tally.encode()] as const);
  return { traces: summary.traces.encode(), steps: Object.fromEntries(steps) };
}

/** Counts the rows of the table one by one, by skill and bucket. */
export async function countByHand(
  { sql }: Pick<TestDatabase, "sql">,
  { from, to }: { readonly from: number; readonly to: number },
  bucketOf: (ms: number) => number,
): Promise<Readonly<Record<string, Said>>> {
  const rows = await sql<Row[]>`
    SELECT skill_name, floor(extract(epoch FROM started_at) * 1000)::float8 AS started_ms, status, total_duration_ms, steps
      FROM execution_traces WHERE status IN ('success', 'failed', 'timeout')`;
  const summaries = new Map<string, Summary>();
  for (const { skill_name, started_ms, status, total_duration_ms, steps } of rows) {
    if (started_ms < from || started_ms >= to) continue;
    const key = `${skill_name} ${bucketOf(started_ms)}`;
    const summary = summaries.get(key) ?? new Summary();
    summaries.set(key, summary);
    summary.traces.add(status, total_duration_ms);
    for (const step of stepsOf(steps)) {
      const name = typeof step.name === "string" ? step.name : "";
      const isFailed = step.status !== undefined && step.status !== "success";
      summary.addStep(name, isFailed ? "failed" : "success", microsOf(step));
    }
  }
  return Object.fromEntries([...summaries].map(([key, summary]) => [key, said(summary)]));
}

function stepsOf(steps: unknown): readonly StepObject[] {
  const isObject = (step: unknown): step is StepObject =>
    typeof step === "object" && step !== null && !Array.isArray(step);
  return Array.isArray(steps) ? steps.filter(isObject) : [];
}

function microsOf({ duration_us, duration_ms }: StepObject): number {
  if (typeof duration_us === "number") return duration_us;
  return typeof duration_ms === "number" ? duration_ms * 1000 : 0;
}
