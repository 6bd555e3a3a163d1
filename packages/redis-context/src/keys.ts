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

/** The keys of a trace's journal; in a cluster all of them lie on one node. */
export interface JournalKeys {
  /** The stream of a running trace. */
  readonly open: string;
  /** The stream of a trace that is about to be committed, or was found dead. */
  readonly closed: string;
  /** The counter of the step ids that joining processes reserved. */
  readonly ids: string;
  /** How the trace ended, for those who would join it. */
  readonly ended: string;
}

export function journalKeys(prefix: string, traceId: string): JournalKeys {
  // Braces in an id of the application's own would end the hash tag early.
  const tag = traceId.replace(/[%{}]/g, encodeURIComponent);
  const open = `${prefix}{${tag}}`;
  return { open, closed: `${open}:closed`, ids: `${open}:ids`, ended: `${open}:ended` };
}

/** The key of the index of all journals: a sorted set of trace ids, by when each was last heard of. */
export function journalIndexKey(prefix: string): string {
  return `${prefix}open`;
}

/** The key of the stream of live events. */
export function eventsKey(prefix: string): string {
  return `${prefix}events`;
}
