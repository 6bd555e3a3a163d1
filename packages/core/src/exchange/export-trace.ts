import { sanitizeRecord } from "../codec/sanitize-value.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { EXPORT_FORMAT, EXPORT_VERSION, type ExportedTrace } from "./exported-trace.js";

/** Of attributes of one step, or of metadata: far more than any store takes; but an array can say that it has four billion items. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * A trace as a value for `JSON.stringify`, whole: nothing of a stored trace is cut. `importTrace` of it, parsed again, equals the trace; but for what
 * JSON cannot say in attributes and metadata, which it is made to say as in the table: a BigInt by its digits, an Error by its text.
 *
 * @example
 * await writeFile("trace.json", JSON.stringify(exportTrace(trace, new Date())));
 */
export function exportTrace(trace: Trace, exportedAt: Date): ExportedTrace {
  const { startedAt, completedAt, ...rest } = trace;
  return {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exportedAt: exportedAt.toISOString(),
    trace: {
      ...rest,
      startedAt: startedAt.toISOString(),
      ...(completedAt && { completedAt: completedAt.toISOString() }),
      steps: trace.steps.map(exportStep),
      metadata: plain(trace.metadata),
    },
  };
}

function exportStep(step: Step): Step {
  return step.attributes === undefined ? step : { ...step, attributes: plain(step.attributes) };
}

function plain(record: object): Readonly<Record<string, unknown>> {
  return sanitizeRecord(record, MOST_BYTES).value;
}
