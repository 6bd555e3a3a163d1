import { markTruncated } from "../codec/mark-truncated.js";
import { totalDurationMs } from "../model/durations.js";
import { orderSteps } from "../model/order-steps.js";
import { OPEN } from "../model/step-state.js";
import { type FinalTrace, firstFailure } from "../tracer/close-trace.js";
import { snapshotStep } from "../tracer/snapshot.js";
import type { JournalIntent } from "./encode-journal.js";
import { endOpenStep } from "./end-open-step.js";
import { markInterrupted, ownMetadata } from "./own-metadata.js";
import type { JournaledTrace } from "./read-journal.js";

const MICROS_PER_MS = 1000;

/**
 * What a journal means whose process gives no sign of life: of a trace that was closed, the row that was meant; of one
 * that still ran, a failure that says since when nothing was heard, and which step was running.
 *
 * @param lastHeardMs milliseconds since 1970: when the process was last heard
 */
export function recoverTrace(journal: JournaledTrace, lastHeardMs: number): FinalTrace {
  const { traceId, skillName, executionId, startedAtMs } = journal;
  const endMs = journal.intent?.completedAtMs ?? Math.max(startedAtMs, lastHeardMs, lastWordMs(journal));
  const steps = orderSteps(
    journal.steps.map((step) =>
      snapshotStep(endOpenStep(step, (endMs - startedAtMs) * MICROS_PER_MS), startedAtMs),
    ),
  );
  const { status, errorMessage: given, refusedSteps } = journal.intent ?? interruption(journal, endMs);
  const errorMessage = given ?? (status === "success" ? undefined : firstFailure(steps));
  const metadata = ownMetadata(journal.metadata);
  return {
    traceId,
    skillName,
    ...(executionId !== undefined && { executionId }),
    startedAt: new Date(startedAtMs),
    completedAt: new Date(endMs),
    status,
    steps,
    metadata: markTruncated(journal.intent === undefined ? markInterrupted(metadata) : metadata, {
      ...(refusedSteps !== 0 && { refused_steps: refusedSteps }),
      ...(journal.isCut && { journal: true }),
    }),
    ...(errorMessage !== undefined && { errorMessage }),
    totalDurationMs: totalDurationMs(steps),
  };
}

/** When the last thing happened that the journal knows of: it may be later than the last renewal. */
function lastWordMs({ startedAtMs, steps }: JournaledTrace): number {
  const lastUs = steps.reduce(
    (last, { startUs, durationUs }) => Math.max(last, startUs + Math.max(0, durationUs)),
    0,
  );
  return startedAtMs + Math.ceil(lastUs / MICROS_PER_MS);
}

function interruption(
  { steps }: JournaledTrace,
  sinceMs: number,
): Pick<JournalIntent, "status" | "errorMessage" | "refusedSteps"> {
  const running = steps.findLast(({ durationUs }) => durationUs === OPEN);
  const place = running === undefined ? "" : ` while step '${running.name}' was running`;
  return {
    status: "failed",
    errorMessage: `Interrupted: no sign of life since ${new Date(sinceMs).toISOString()}${place}`,
    refusedSteps: 0,
  };
}
