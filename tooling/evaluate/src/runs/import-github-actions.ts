import type { FinalStatus, StepStatus, Trace } from "@steptrace/core";
import { buildTrace, type ImportedStep } from "./build-trace.js";
import { type Fields, fieldsOf, listOf, microsOf, present, textOf } from "./fields.js";

const SUCCESSES = new Set(["success", "neutral", "skipped"]);
/** Of a run that waits for somebody's approval: it is "completed", and has not begun. */
const WAITS = "action_required";

/**
 * A run of GitHub Actions as a trace: a webhook's `workflow_job` with its steps, or a `workflow_run`, with the `jobs` of
 * the API beside it where they are known: a step for each job, and its steps within. What has not ended gives no trace.
 * Which message made a step fail, GitHub does not say.
 *
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_job
 */
export function importGithubActions(json: unknown): readonly Trace[] {
  const { workflow_run, workflow_job, jobs } = fieldsOf(json);
  return workflow_job === undefined
    ? importRun(fieldsOf(workflow_run), listOf(jobs))
    : importJob(fieldsOf(workflow_job));
}

function importRun(run: Fields, jobs: readonly unknown[]): readonly Trace[] {
  const status = statusOf(run);
  if (status === undefined) return [];
  const { event, head_branch, head_sha, run_number, run_attempt, conclusion } = run;
  const isFromJobs = jobs.length > 0;
  return buildTrace({
    traceId: idOf("github-run", run),
    skillName: textOf(run["name"]) ?? textOf(run["path"]) ?? "workflow",
    executionId: textOf(run["id"]),
    startUs: microsOf(run["run_started_at"]) ?? microsOf(run["created_at"]),
    // What is known of the jobs is better: a run is updated by more than its end.
    endUs: isFromJobs ? undefined : microsOf(run["updated_at"]),
    status,
    metadata: present({ event, head_branch, head_sha, run_number, run_attempt, conclusion }),
    steps: jobs.flatMap((job, index) => {
      const step = importStep(fieldsOf(job), `${index}`);
      return [...step, ...stepsOf(fieldsOf(job), step[0]?.key)];
    }),
  });
}

function importJob(job: Fields): readonly Trace[] {
  const status = statusOf(job);
  if (status === undefined) return [];
  const { run_id, head_branch, head_sha, run_attempt, conclusion, labels, runner_name } = job;
  return buildTrace({
    traceId: idOf("github-job", job),
    skillName: [job["workflow_name"], job["name"]].flatMap((name) => textOf(name) ?? []).join(" / ") || "job",
    executionId: textOf(run_id),
    startUs: microsOf(job["started_at"]),
    endUs: microsOf(job["completed_at"]),
    status,
    metadata: present({ head_branch, head_sha, run_attempt, conclusion, labels, runner_name }),
    steps: stepsOf(job, undefined),
  });
}

function stepsOf(job: Fields, parentKey: string | undefined): readonly ImportedStep[] {
  return listOf(job["steps"]).flatMap((step, index) =>
    importStep(fieldsOf(step), `${parentKey ?? ""}.${index}`, parentKey),
  );
}

/** A job, or a step of one: both say when they ran, and what came of it. */
function importStep(step: Fields, key: string, parentKey?: string): readonly ImportedStep[] {
  const startUs = microsOf(step["started_at"]);
  const endUs = microsOf(step["completed_at"]);
  const status = statusOf(step);
  if (startUs === undefined || endUs === undefined || status === undefined) return [];
  const { number, conclusion, runner_name } = step;
  return [
    {
      key,
      parentKey,
      name: textOf(step["name"]) ?? "step",
      startUs,
      endUs,
      status: stepStatus(status),
      attributes: present({ number, conclusion, runner_name }),
    },
  ];
}

function statusOf({ conclusion }: Fields): FinalStatus | undefined {
  const text = textOf(conclusion);
  if (text === undefined || text === WAITS) return undefined;
  if (text === "timed_out") return "timeout";
  return SUCCESSES.has(text) ? "success" : "failed";
}

function stepStatus(status: FinalStatus): StepStatus {
  return status === "success" ? "success" : "failed";
}

/** Each attempt of a run is an execution of its own. */
function idOf(kind: string, { id, run_attempt }: Fields): string | undefined {
  const text = textOf(id);
  return text === undefined ? undefined : `${kind}-${text}-${textOf(run_attempt) ?? "1"}`;
}
