import type { Trace } from "@steptrace/core";
import { buildTrace, type ImportedStep } from "./build-trace.js";
import { fieldsOf, listOf, microsOf, numberOf, present, textOf } from "./fields.js";

const US_PER_SECOND = 1_000_000;
const FAILED = new Set(["error", "fail", "runtime error", "partial success"]);

/**
 * The run of a `run_results.json` of dbt (versions 1 to 6) as a trace: a step for each node, and in it one for each
 * phase that was timed. A node without timings ended with the run, and took its `execution_time`.
 *
 * @see https://docs.getdbt.com/reference/artifacts/run-results-json
 */
export function importDbt(json: unknown): readonly Trace[] {
  const { metadata, args, results, elapsed_time } = fieldsOf(json);
  const { invocation_id, dbt_version, generated_at } = fieldsOf(metadata);
  const endUs = microsOf(generated_at);
  const elapsedUs = Math.round((numberOf(elapsed_time) ?? 0) * US_PER_SECOND);
  const steps = listOf(results).flatMap((result, index) => importNode(result, `${index}`, endUs));
  return buildTrace({
    traceId: textOf(invocation_id),
    skillName: `dbt ${textOf(fieldsOf(args)["which"]) ?? "run"}`,
    startUs: endUs === undefined ? undefined : endUs - elapsedUs,
    endUs,
    status: steps.some(({ status }) => status === "failed") ? "failed" : "success",
    metadata: present({ dbt_version, args, elapsed_time }),
    steps,
  });
}

function importNode(result: unknown, key: string, runEndUs: number | undefined): readonly ImportedStep[] {
  const { unique_id, status, message, execution_time, thread_id, adapter_response, timing } =
    fieldsOf(result);
  const phases = listOf(timing).flatMap((phase, index) => importPhase(phase, `${key}.${index}`, key));
  const endUs = phases.length > 0 ? Math.max(...phases.map((phase) => phase.endUs)) : runEndUs;
  if (endUs === undefined) return [];
  const tookUs = Math.round((numberOf(execution_time) ?? 0) * US_PER_SECOND);
  const startUs = phases.length > 0 ? Math.min(...phases.map((phase) => phase.startUs)) : endUs - tookUs;
  const hasFailed = FAILED.has(textOf(status) ?? "");
  const node: ImportedStep = {
    key,
    name: textOf(unique_id) ?? "node",
    startUs,
    endUs,
    status: hasFailed ? "failed" : "success",
    errorMessage: hasFailed ? textOf(message) : undefined,
    attributes: present({ status, message, execution_time, thread_id, adapter_response }),
  };
  return [node, ...phases];
}

function importPhase(phase: unknown, key: string, parentKey: string): readonly ImportedStep[] {
  const { name, started_at, completed_at } = fieldsOf(phase);
  const startUs = microsOf(started_at);
  const endUs = microsOf(completed_at);
  if (startUs === undefined || endUs === undefined) return [];
  return [
    { key, parentKey, name: textOf(name) ?? "phase", startUs, endUs, status: "success", attributes: {} },
  ];
}
