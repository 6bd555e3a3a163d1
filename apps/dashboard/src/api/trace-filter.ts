import type { TraceStatus } from "@steptrace/core/browser";
import type { TraceFilters } from "@steptrace/server/client";

/** Which traces, but for the time; every one given must hold. */
export interface TraceFilter {
  readonly skill?: string;
  readonly status?: TraceStatus;
  readonly executionId?: string;
  /** Milliseconds, inclusive. */
  readonly minDuration?: number;
  /** Milliseconds, inclusive. */
  readonly maxDuration?: number;
  /** `key=value` pairs as typed, see `parseMetadata`. */
  readonly metadata?: string;
  /** Words of names, messages and attributes. */
  readonly text?: string;
}

/** The filter as the API takes it. */
export function filterParameters({ metadata, ...others }: TraceFilter): TraceFilters {
  return { ...others, metadata: metadata === undefined ? undefined : metadataJson(metadata) };
}

function metadataJson(typed: string): string | undefined {
  const pairs = parseMetadata(typed);
  return pairs === undefined ? undefined : JSON.stringify(pairs);
}

/**
 * `customer=acme region=eu attempts=3` as an object; a value that is a number, true, false, null or in quotes is read
 * as JSON. Absent where there is no pair.
 */
export function parseMetadata(typed: string): Readonly<Record<string, unknown>> | undefined {
  const found: Record<string, unknown> = {};
  for (const [, key = "", value = ""] of typed.matchAll(/([^\s=]+)=("(?:[^"\\]|\\.)*"|\S*)/g)) {
    Object.defineProperty(found, key, { value: readValue(value), enumerable: true });
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

function readValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? text : value;
  } catch {
    return text;
  }
}
