import type { TraceStatus } from "../model/status.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { EXPORT_FORMAT, EXPORT_VERSION } from "./exported-trace.js";
import { Fields } from "./fields.js";

const TRACE_STATUSES: readonly TraceStatus[] = ["running", "success", "failed", "timeout"];
const STEP_STATUSES: readonly Step["status"][] = ["success", "failed"];
/** As wide as the columns. */
const MOST_LENGTH = 255;

/**
 * The trace that `exportTrace` made the value of. What it does not know beside it is left out.
 *
 * @param value as `JSON.parse` gives it
 * @throws {TraceFormatError} for what is no exported trace, or one of a newer version; it says where, what was expected and
 *   what was received
 */
export function importTrace(value: unknown): Trace {
  const file = Fields.of(value, "");
  if (file.get("format") !== EXPORT_FORMAT) file.refuse("format", `"${EXPORT_FORMAT}"`);
  if (file.get("version") !== EXPORT_VERSION)
    file.refuse("version", `version ${EXPORT_VERSION}, the only one that this program reads,`);
  return readTrace(Fields.of(file.get("trace"), "trace"));
}

function readTrace(fields: Fields): Trace {
  const steps = fields.get("steps");
  if (!Array.isArray(steps)) return fields.refuse("steps", "an array of steps");
  const trace = {
    traceId: fields.text("traceId", MOST_LENGTH),
    skillName: fields.text("skillName"),
    executionId: fields.optional("executionId", (key) => fields.text(key, MOST_LENGTH)),
    startedAt: fields.date("startedAt"),
    completedAt: fields.optional("completedAt", (key) => fields.date(key)),
    status: fields.oneOf("status", TRACE_STATUSES),
    errorMessage: fields.optional("errorMessage", (key) => fields.anyText(key)),
    totalDurationMs: fields.optional("totalDurationMs", (key) => fields.duration(key)),
    steps: steps.map((step, index) => readStep(Fields.of(step, `trace.steps[${index}]`))),
    metadata: fields.record("metadata"),
  };
  return withoutAbsent(trace) as unknown as Trace;
}

function readStep(fields: Fields): Step {
  const step = {
    name: fields.anyText("name"),
    timestamp: fields.anyText("timestamp"),
    durationMs: fields.duration("durationMs"),
    status: fields.oneOf("status", STEP_STATUSES),
    errorMessage: fields.optional("errorMessage", (key) => fields.anyText(key)),
    id: fields.optional("id", (key) => fields.number(key)),
    parentId: fields.optional("parentId", (key) => fields.number(key)),
    offsetUs: fields.optional("offsetUs", (key) => fields.number(key)),
    durationUs: fields.optional("durationUs", (key) => fields.duration(key)),
    attributes: fields.optional("attributes", (key) => fields.record(key)),
    interrupted: fields.optional("interrupted", (key) => fields.onlyTrue(key)),
    running: fields.optional("running", (key) => fields.onlyTrue(key)),
    truncated: fields.optional("truncated", (key) => fields.onlyTrue(key)),
  };
  return withoutAbsent(step) as unknown as Step;
}

/** In place, and before it is handed out: there may be fifty thousand. */
function withoutAbsent(record: Record<string, unknown>): Record<string, unknown> {
  for (const key in record) if (record[key] === undefined) delete record[key];
  return record;
}
