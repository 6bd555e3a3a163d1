import {
  InvalidArgumentError,
  metadataFilter,
  requireDuration,
  requireId,
  requireText,
  type TraceStatus,
  tokenize,
} from "@steptrace/core";
import { requireSkillName } from "../require-skill-name.js";
import { requireStatus } from "../require-status.js";
import { requireBounds, type TimeBounds } from "../time-range.js";

/** What the traces of a search have; each filter narrows it. */
export interface SearchFilters {
  /** @default all skills */
  readonly skillName?: string;
  /** @default all statuses */
  readonly status?: TraceStatus;
  /** @default all executions, and traces of none */
  readonly executionId?: string;
  /** Milliseconds that the trace took at least, inclusive. @default any */
  readonly minDuration?: number;
  /** Milliseconds that it took at most, inclusive. @default any */
  readonly maxDuration?: number;
  /**
   * What its metadata contains: each value that is given here, at the same place; of an array, each of its items in any
   * place (jsonb's `@>`). @default any
   */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /**
   * Words that it has, each in its error message or in the name of a step: whole words, split on white space and
   * lower-cased; `enoent` is found in `ENOENT:` too. @default any
   */
  readonly text?: string;
  /** @default the beginning */
  readonly startDate?: Date;
  /** @default no end */
  readonly endDate?: Date;
}

/** Filters, checked. */
export interface SearchFilter {
  readonly skillName: string | undefined;
  readonly status: TraceStatus | undefined;
  readonly executionId: string | undefined;
  readonly minDuration: number | undefined;
  readonly maxDuration: number | undefined;
  /** As JSON. */
  readonly metadata: string | undefined;
  readonly words: ReadonlySet<string> | undefined;
  readonly bounds: TimeBounds;
}

/** @throws {InvalidArgumentError} or InvalidStatusError for a filter that is none */
export function requireFilter(filters: SearchFilters): SearchFilter {
  const { skillName, status, executionId, minDuration, maxDuration, metadata, text } = filters;
  if (executionId !== undefined) requireId("executionId", executionId);
  if (minDuration !== undefined) requireDuration("minDuration", minDuration);
  if (maxDuration !== undefined) requireDuration("maxDuration", maxDuration);
  if (minDuration !== undefined && maxDuration !== undefined && minDuration > maxDuration) {
    const expected = `a number that is not over the maxDuration ${maxDuration}`;
    throw new InvalidArgumentError("minDuration", expected, minDuration);
  }
  return {
    skillName: skillName === undefined ? undefined : requireSkillName(skillName),
    status: status === undefined ? undefined : requireStatus(status),
    executionId,
    minDuration,
    maxDuration,
    metadata: metadata === undefined ? undefined : metadataFilter(metadata),
    words: text === undefined ? undefined : tokenize(requireText("text", text)),
    bounds: requireBounds(filters),
  };
}

/**
 * The same text for the same filters, by which a cursor knows them again. Not the range of time: that of "the last seven days" moves
 * from page to page, and does no harm.
 */
export function filterText(filter: SearchFilter): string {
  const { skillName, status, executionId, minDuration, maxDuration, metadata, words } = filter;
  const parts = [skillName, status, executionId, minDuration, maxDuration, metadata];
  return JSON.stringify([...parts, words && [...words].sort()]);
}
