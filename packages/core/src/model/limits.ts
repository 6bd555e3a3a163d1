import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { FIRST_JOINED_STEP_ID } from "../ports/step-journal.js";

/**
 * What one trace may hold. Texts and objects over a limit are cut, steps over theirs are refused; both are marked
 * in the trace (`step.truncated`, `metadata.truncated`) and counted in `tracer.stats()`.
 */
export interface Limits {
  /** UTF-16 code units of a skill name. @default 255 */
  readonly nameLength?: number;
  /** Bytes of UTF-8 of a step's name. @default 1024 (1 KiB) */
  readonly stepNameBytes?: number;
  /** Bytes of UTF-8 of an error message. @default 65536 (64 KiB) */
  readonly errorMessageBytes?: number;
  /** Size of one step's attributes: texts in UTF-8, and 8 bytes for each value and key. @default 65536 (64 KiB) */
  readonly attributesBytes?: number;
  /** Size of a trace's metadata, counted like that of attributes. @default 262144 (256 KiB) */
  readonly metadataBytes?: number;
  /** Steps of one trace; at most 1,000,000. @default 10000 */
  readonly stepsPerTrace?: number;
  /** Size of all attributes of a trace together. @default 33554432 (32 MiB) */
  readonly traceAttributesBytes?: number;
  /** Bytes of UTF-8 of the error messages of a trace's steps together; after it, 1 KiB each. @default 16777216 (16 MiB) */
  readonly traceErrorMessagesBytes?: number;
  /** Characters that a trace may have in the journal; beyond them, its end alone is journaled. @default 16777216 (16 Mi) */
  readonly journalTraceLength?: number;
  /** Characters that all running traces of a tracer may have in the journal together. @default 268435456 (256 Mi) */
  readonly journalLength?: number;
  /** Running traces of a tracer that are journaled; others are not. @default 10000 */
  readonly journalTraces?: number;
}

/** The limits where an option says nothing. */
export const DEFAULT_LIMITS: Required<Limits> = {
  nameLength: 255,
  stepNameBytes: 1024,
  errorMessageBytes: 64 * 1024,
  attributesBytes: 64 * 1024,
  metadataBytes: 256 * 1024,
  stepsPerTrace: 10_000,
  traceAttributesBytes: 32 * 1024 * 1024,
  traceErrorMessagesBytes: 16 * 1024 * 1024,
  journalTraceLength: 16 * 1024 * 1024,
  journalLength: 256 * 1024 * 1024,
  journalTraces: 10_000,
};

/** What the columns of the table hold at most, whatever the options say. */
export const COLUMN_LENGTH = 255;

/**
 * The given limits over the defaults.
 *
 * @throws {InvalidArgumentError} where a limit is no positive integer, `nameLength` is over 255, or `stepsPerTrace` over 1,000,000
 */
export function resolveLimits(limits: Limits = {}): Required<Limits> {
  for (const [name, value] of Object.entries(limits)) {
    if (value === undefined) continue;
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new InvalidArgumentError(`limits.${name}`, "a positive integer", value);
    }
  }
  const given = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
  const resolved = { ...DEFAULT_LIMITS, ...given };
  if (resolved.nameLength > COLUMN_LENGTH) {
    throw new InvalidArgumentError(
      "limits.nameLength",
      `at most ${COLUMN_LENGTH}, the width of the column`,
      limits.nameLength,
    );
  }
  // Beyond them are the ids of the steps of processes that join.
  if (resolved.stepsPerTrace >= FIRST_JOINED_STEP_ID) {
    const most = `at most ${FIRST_JOINED_STEP_ID - 1}`;
    throw new InvalidArgumentError("limits.stepsPerTrace", most, limits.stepsPerTrace);
  }
  return resolved;
}
