import { type FinalStatus, formatTimestamp, type Step, type StepStatus, type Trace } from "@steptrace/core";
import type { Fields } from "./fields.js";

const US_PER_MS = 1000;

/** A run as another system tells of it. Times are microseconds since 1970. */
export interface ImportedRun {
  readonly traceId: string | undefined;
  readonly skillName: string;
  readonly executionId?: string | undefined;
  readonly startUs?: number | undefined;
  readonly endUs?: number | undefined;
  readonly status: FinalStatus;
  readonly metadata: Fields;
  readonly steps: readonly ImportedStep[];
}

export interface ImportedStep {
  /** What it is known by among the steps of its run. */
  readonly key: string;
  /** The key of the step that it ran in; at the top level where none of the steps has it. */
  readonly parentKey?: string | undefined;
  readonly name: string;
  readonly startUs: number;
  readonly endUs: number;
  readonly status: StepStatus;
  readonly errorMessage?: string | undefined;
  readonly attributes: Fields;
}

/**
 * The trace of a run: it starts with the first and ends with the last of what is known of it, in whole milliseconds.
 *
 * @returns none where the run has no id, or nothing in it has a time
 */
export function buildTrace(run: ImportedRun): readonly Trace[] {
  const { traceId, executionId, skillName, status, metadata } = run;
  const times = [run.startUs, run.endUs, ...run.steps.flatMap(({ startUs, endUs }) => [startUs, endUs])];
  const known = times.filter((time) => time !== undefined);
  if (traceId === undefined || known.length === 0) return [];
  const startMs = Math.floor(Math.min(...known) / US_PER_MS);
  const endMs = Math.ceil(Math.max(...known) / US_PER_MS);
  return [
    {
      traceId,
      skillName,
      ...(executionId !== undefined && { executionId }),
      startedAt: new Date(startMs),
      completedAt: new Date(endMs),
      status,
      steps: buildSteps(run.steps, startMs * US_PER_MS),
      metadata,
    },
  ];
}

function buildSteps(steps: readonly ImportedStep[], startedUs: number): readonly Step[] {
  const ordered = [...steps].sort((a, b) => a.startUs - b.startUs);
  const ids = new Map(ordered.map(({ key }, index) => [key, index + 1]));
  return ordered.map((step, index) => {
    const parentId = step.parentKey === undefined ? undefined : ids.get(step.parentKey);
    const durationUs = Math.max(0, step.endUs - step.startUs);
    return {
      name: step.name,
      timestamp: formatTimestamp(step.startUs + durationUs),
      durationMs: Math.round(durationUs / US_PER_MS),
      status: step.status,
      ...(step.errorMessage !== undefined && { errorMessage: step.errorMessage }),
      id: index + 1,
      ...(parentId !== undefined && parentId !== index + 1 && { parentId }),
      offsetUs: step.startUs - startedUs,
      durationUs,
      attributes: step.attributes,
    };
  });
}
