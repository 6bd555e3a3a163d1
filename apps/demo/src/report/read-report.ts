import { elapsedMs, type Trace } from "@steptrace/core";
import type { TraceStorage } from "@steptrace/postgres-store";
import type { FailureGroup, SimilarFailure, TraceQuery, TraceSummary } from "@steptrace/query";
import { type SkillStatistics, skillStatistics } from "./skill-statistics.js";

const NEWEST = 10;
const GROUPS = 4;
const SIMILAR = 5;
/** Of each skill. */
const MOST_TRACES = 10_000;
/** Other skills fail in the same way as this one. */
const TELLING = "load-config";
const SKILLS = ["index-repository", "compress-assets", "load-config", "call-service", "run-checks"];

/** What the store knows. */
export interface Report {
  readonly newest: readonly TraceSummary[];
  /** Absent where nothing is stored. */
  readonly slowest: Trace | undefined;
  readonly skills: readonly SkillStatistics[];
  /** The largest. */
  readonly groups: readonly FailureGroup[];
  /** Absent where none was found. */
  readonly failure: FailureReport | undefined;
}

/** A failure, and others like it. */
export interface FailureReport {
  readonly errorMessage: string;
  readonly trace: TraceSummary;
  readonly similar: readonly SimilarFailure[];
}

/** Asks the store, of this run and of all before it. */
export async function readReport(query: TraceQuery, storage: TraceStorage): Promise<Report> {
  const newest = await query.listTraces({ limit: NEWEST });
  const bySkill = new Map<string, readonly TraceSummary[]>();
  for (const skill of SKILLS) bySkill.set(skill, await query.queryBySkill(skill, { limit: MOST_TRACES }));

  const all = [...bySkill.values()].flat();
  const slowest = longest(all);
  const failure = all.find(({ skillName, status }) => skillName === TELLING && status === "failed");
  return {
    newest,
    slowest: slowest && (await storage.getTrace(slowest.traceId)),
    skills: [...bySkill].map(([skill, traces]) => skillStatistics(skill, traces)),
    groups: await query.failureGroups({ limit: GROUPS }),
    failure: failure && (await readFailure(query, failure)),
  };
}

async function readFailure(query: TraceQuery, trace: TraceSummary): Promise<FailureReport> {
  const { errorMessage = "" } = trace;
  // One more than shown: the most similar one is the failure itself.
  const similar = await query.findSimilarFailures(errorMessage, { limit: SIMILAR + 1 });
  return {
    errorMessage,
    trace,
    similar: similar.filter(({ traceId }) => traceId !== trace.traceId).slice(0, SIMILAR),
  };
}

function longest(traces: readonly TraceSummary[]): TraceSummary | undefined {
  return traces.reduce<TraceSummary | undefined>(
    (slowest, trace) => (tookMs(trace) > (slowest === undefined ? -1 : tookMs(slowest)) ? trace : slowest),
    undefined,
  );
}

function tookMs(trace: TraceSummary): number {
  return elapsedMs(trace) ?? 0;
}
