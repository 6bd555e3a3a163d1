import type { TraceStatus } from "@steptrace/core/browser";
import type { FailureOrder, FailuresFilter } from "./queries.js";
import type { TraceFilter } from "./trace-filter.js";

type Unread = Readonly<Record<string, unknown>>;

const STATUSES: readonly TraceStatus[] = ["success", "failed", "timeout", "running"];
const ORDERS: readonly FailureOrder[] = ["count", "lastSeen", "firstSeen"];
const LONGEST_TEXT = 10_000;
const MOST_DURATION_MS = 2_147_483_647;

/** Which traces an address asks for; what makes no sense is as if it were not there. */
export function readTraceFilter(search: Unread): TraceFilter {
  return {
    ...text(search, "skill"),
    ...oneOf(search, "status", STATUSES),
    ...text(search, "executionId"),
    ...duration(search, "minDuration"),
    ...duration(search, "maxDuration"),
    ...text(search, "metadata"),
    ...text(search, "text"),
  };
}

/** Which groups of failures an address asks for. */
export function readFailuresFilter(search: Unread): FailuresFilter {
  return { ...text(search, "skill"), ...oneOf(search, "orderBy", ORDERS) };
}

/** Which traces an address compares, and of which skill the one is to be that is not chosen yet. */
export function readPair(search: Unread): {
  readonly a?: string;
  readonly b?: string;
  readonly skill?: string;
} {
  return { ...text(search, "a"), ...text(search, "b"), ...text(search, "skill") };
}

function text<K extends string>(search: Unread, key: K): { readonly [key in K]?: string } {
  const value = search[key];
  if (typeof value !== "string" || value === "") return {};
  return { [key]: value.slice(0, LONGEST_TEXT) } as { readonly [key in K]: string };
}

function oneOf<K extends string, V extends string>(
  search: Unread,
  key: K,
  values: readonly V[],
): { readonly [key in K]?: V } {
  const known = values.find((value) => value === search[key]);
  return known === undefined ? {} : ({ [key]: known } as { readonly [key in K]: V });
}

/** A whole number of milliseconds, as text or as a number. */
function duration<K extends string>(search: Unread, key: K): { readonly [key in K]?: number } {
  const value = search[key];
  if ((typeof value !== "string" && typeof value !== "number") || value === "") return {};
  const ms = Math.round(Number(value));
  if (!(ms >= 0 && ms <= MOST_DURATION_MS)) return {};
  return { [key]: ms } as { readonly [key in K]: number };
}
