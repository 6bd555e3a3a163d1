import { escapeGlob } from "./scan/escape-glob.js";

/** The key of an execution's context; its value is the trace id. */
export function contextKey(prefix: string, executionId: string): string {
  return `${prefix}${executionId}`;
}

/** The execution that a context's key stands for. */
export function executionIdOf(prefix: string, key: string): string {
  return key.slice(prefix.length);
}

/** What SCAN has to MATCH to find the keys that begin with `prefix`. */
export function keysPattern(prefix: string): string {
  return `${escapeGlob(prefix)}*`;
}
