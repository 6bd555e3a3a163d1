import { type FinalStatus, importTrace, type Trace, TraceFormatError } from "@steptrace/core";
import { UsageError } from "../faults/usage-error.js";

/** A trace that has ended: one that can be stored. */
export type EndedTrace = Trace & { readonly status: FinalStatus };

/**
 * The traces of a file: JSON of one trace, or one a line; empty lines are nothing.
 *
 * @param name of the file, for messages
 * @throws {UsageError} for what is neither, and for a trace that has not ended; the message says where
 */
export function parseTraces(text: string, name: string): readonly EndedTrace[] {
  const whole = parseJson(text);
  if (whole !== undefined) return [readTrace(whole.value, name)];
  const lines = text.split("\n").map((line, index) => ({ line, place: `${name}, line ${index + 1}` }));
  const traces = lines
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, place }) => {
      const parsed = parseJson(line);
      if (parsed !== undefined) return readTrace(parsed.value, place);
      throw new UsageError(
        `${place}: expected JSON of a trace, or one a line; received text that is no JSON.`,
      );
    });
  if (traces.length > 0) return traces;
  throw new UsageError(`${name}: expected JSON of a trace, or one a line; received nothing.`);
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function readTrace(value: unknown, place: string): EndedTrace {
  try {
    const trace = importTrace(value);
    if (isEnded(trace)) return trace;
    throw new UsageError(
      `${place}: trace '${trace.traceId}' was exported while it ran; expected one that has ended.`,
    );
  } catch (cause) {
    if (!(cause instanceof TraceFormatError)) throw cause;
    throw new UsageError(`${place}: ${cause.message}`, { cause });
  }
}

function isEnded(trace: Trace): trace is EndedTrace {
  return trace.status !== "running";
}
