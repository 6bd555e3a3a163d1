import type { RowKey } from "../by-keys.js";

/** Of how many of its newest failures a group says which steps failed. */
export const EXAMPLES = 5;

/** The newest rows of all these, newest first; those of one moment by their ids. */
export function newestOf(keys: readonly RowKey[]): readonly RowKey[] {
  return keys.toSorted(compareKeys).slice(0, EXAMPLES);
}

function compareKeys(a: RowKey, b: RowKey): number {
  if (a.started_at !== b.started_at) return a.started_at < b.started_at ? 1 : -1;
  return a.trace_id < b.trace_id ? 1 : -1;
}

/** The earlier of two times as texts; the other where one is absent. */
export function earlier(a: string | undefined, b: string): string;
export function earlier(a: string | undefined, b: string | undefined): string | undefined;
export function earlier(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

/** The later of two times as texts; the other where one is absent. */
export function later(a: string | undefined, b: string): string;
export function later(a: string | undefined, b: string | undefined): string | undefined;
export function later(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}
