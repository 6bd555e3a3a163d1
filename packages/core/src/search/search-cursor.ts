import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { hashText } from "../similarity/hash-text.js";
import { isRecord } from "../validation/is-record.js";

/** Cursors of other versions of this code are refused. */
const VERSION = 1;
/** Far longer than the cursor of any id. */
const MAX_LENGTH = 65_536;
const BASE64URL = /^[\w-]+$/;
/** As `timestampText` has it, of a year that has four digits. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const EXPECTED = "the nextCursor of an earlier page, as it stands";

/** The trace after which a page begins, newest first. */
export interface SearchPosition {
  readonly traceId: string;
  /** `2025-11-16T12:00:00.123456Z` */
  readonly startedAt: string;
}

/**
 * A position as a text to hand out. It says the filters that it belongs to: with others it would begin anywhere.
 *
 * @param filters by a text that is the same for the same filters
 */
export function encodeCursor({ traceId, startedAt }: SearchPosition, filters: string): string {
  const parts = { v: VERSION, t: startedAt, i: traceId, f: hashText(filters) };
  return Buffer.from(JSON.stringify(parts), "utf8").toString("base64url");
}

/** @throws {InvalidArgumentError} for a text that is no cursor, or one of another version or of other filters */
export function decodeCursor(cursor: unknown, filters: string): SearchPosition {
  const { v: version, t: startedAt, i: traceId, f: hash } = readParts(cursor);
  if (typeof version === "number" && version !== VERSION)
    throw new InvalidArgumentError("cursor", `one of version ${VERSION}: begin again without it`, cursor);
  if (!isText(startedAt) || !isMoment(startedAt) || !isText(traceId) || !isText(hash))
    throw new InvalidArgumentError("cursor", EXPECTED, cursor);
  if (hash !== hashText(filters)) {
    const expected = "one of the same filters: each filter as it was for the page before";
    throw new InvalidArgumentError("cursor", expected, cursor);
  }
  return { startedAt, traceId };
}

function readParts(cursor: unknown): Readonly<Record<string, unknown>> {
  if (typeof cursor === "string" && cursor.length <= MAX_LENGTH && BASE64URL.test(cursor)) {
    try {
      const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
      if (isRecord(value) && "v" in value) return value;
    } catch {
      // No JSON: no cursor.
    }
  }
  throw new InvalidArgumentError("cursor", EXPECTED, cursor);
}

/** That PostgreSQL takes; of whatever length, for other writers have ids of their own. */
function isText(value: unknown): value is string {
  return typeof value === "string" && !value.includes("\u0000") && value.isWellFormed();
}

/** Also of a day that the calendar has: PostgreSQL refuses others. */
function isMoment(text: string): boolean {
  const time = TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text.slice(0, 10);
}
