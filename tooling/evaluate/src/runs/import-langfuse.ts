import type { Trace } from "@steptrace/core";
import { buildTrace, type ImportedStep } from "./build-trace.js";
import { fieldsOf, listOf, microsOf, present, textOf } from "./fields.js";

/**
 * An exported trace of Langfuse (`trace` and its `observations`) as a trace: a step for each observation, in the step
 * of its parent, with model, tokens, cost, input and output as attributes. One of level ERROR has failed.
 *
 * @see https://langfuse.com/docs/observability/data-model
 */
export function importLangfuse(json: unknown): readonly Trace[] {
  const { trace, observations } = fieldsOf(json);
  const { id, name, sessionId, timestamp, environment, release, tags, userId } = fieldsOf(trace);
  const steps = listOf(observations).flatMap((observation, index) =>
    importObservation(observation, `#${index}`),
  );
  return buildTrace({
    traceId: textOf(id),
    skillName: textOf(name) ?? "agent",
    executionId: textOf(sessionId),
    startUs: microsOf(timestamp),
    status: steps.some(({ status }) => status === "failed") ? "failed" : "success",
    metadata: present({ environment, release, tags, userId }),
    steps,
  });
}

function importObservation(observation: unknown, place: string): readonly ImportedStep[] {
  const fields = fieldsOf(observation);
  const startUs = microsOf(fields["startTime"]);
  if (startUs === undefined) return [];
  const { type, model, modelParameters, usageDetails, costDetails, totalCost, input, output } = fields;
  const hasFailed = fields["level"] === "ERROR";
  return [
    {
      key: textOf(fields["id"]) ?? place,
      parentKey: textOf(fields["parentObservationId"]),
      name: textOf(fields["name"]) ?? textOf(type) ?? "observation",
      startUs,
      endUs: microsOf(fields["endTime"]) ?? startUs,
      status: hasFailed ? "failed" : "success",
      errorMessage: hasFailed ? textOf(fields["statusMessage"]) : undefined,
      attributes: present({
        type,
        model,
        modelParameters,
        usage: usageDetails,
        cost: costDetails,
        totalCost,
        input,
        output,
      }),
    },
  ];
}
