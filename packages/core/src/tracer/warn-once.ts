import { errorText } from "../text/error-text.js";

/** An `onError` for who has given none: a tracer that stores nothing must not look like one that works. */
export function warnOnce(): (error: unknown) => void {
  let hasWarned = false;
  return (error) => {
    if (hasWarned) return;
    hasWarned = true;
    process.emitWarning(
      `${errorText(error)} (further faults are counted in tracer.stats(); give onError to hear of each)`,
      {
        type: "SteptraceWarning",
      },
    );
  };
}
