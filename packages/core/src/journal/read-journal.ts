import { isFinalStatus } from "../model/status.js";
import { OPEN, type StepState } from "../model/step-state.js";
import { isRecord } from "../validation/is-record.js";
import type { JournalIntent, JournalStart } from "./encode-journal.js";
import { mergeMetadata, OWNER, type SaidMetadata } from "./merge-metadata.js";

/** What a journal says of a trace: the last word on each thing. */
export interface JournaledTrace extends JournalStart {
  /** What its owner and joined processes have set. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The part of it that a joined process had the last word on. */
  readonly joinedMetadata: Readonly<Record<string, unknown>>;
  /** In the order of their ids; open ones among them. */
  readonly steps: readonly StepState[];
  /** Whether a bound of the journal kept steps out of it. */
  readonly isCut: boolean;
  /** Absent unless the trace was closed. */
  readonly intent: JournalIntent | undefined;
}

/**
 * Reads a journal. What is no entry, or one of a kind that is not known here, is passed over: the rest is worth having.
 *
 * @param texts in the order in which they were written
 * @returns `undefined` where the journal does not say which trace it is of
 */
export function readJournal(texts: readonly string[]): JournaledTrace | undefined {
  const entries = texts.flatMap(entriesOf);
  const start = all(entries, "t", toStart).at(-1);
  if (start === undefined) return undefined;
  const steps = new Map(all(entries, "s", toStep).map((step) => [step.id, step]));
  return {
    ...start,
    ...mergeMetadata(entries.map(toMetadata).filter((said) => said !== undefined)),
    steps: [...steps.values()].sort((a, b) => a.id - b.id),
    isCut: entries.some(([kind]) => kind === "x"),
    intent: intentOf(entries),
  };
}

/** How texts of a journal say that the trace was about to end; `undefined` where they do not. */
export function readIntent(texts: readonly string[]): JournalIntent | undefined {
  return intentOf(texts.flatMap(entriesOf));
}

function intentOf(entries: readonly Entry[]): JournalIntent | undefined {
  return all(entries, "i", toIntent).at(-1);
}

/** The entries of one kind that can be read, in their order. */
function all<T>(
  entries: readonly Entry[],
  kind: string,
  read: (entry: Entry) => T | undefined,
): readonly T[] {
  return entries
    .filter((entry) => entry[0] === kind)
    .map(read)
    .filter((value) => value !== undefined);
}

type Entry = readonly unknown[];

function entriesOf(text: string): readonly Entry[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((entry): entry is Entry => Array.isArray(entry)) : [];
  } catch {
    return [];
  }
}

function toStart([, traceId, skillName, executionId, startedAtMs]: Entry): JournalStart | undefined {
  if (!isText(traceId) || !isText(skillName) || !isNumber(startedAtMs)) return undefined;
  return { traceId, skillName, executionId: optionalText(executionId), startedAtMs };
}

function toMetadata([kind, first, second]: Entry): SaidMetadata | undefined {
  const [writer, metadata] = kind === "m" ? [OWNER, first] : kind === "j" ? [first, second] : [];
  return isNumber(writer) && isRecord(metadata) ? { writer, metadata } : undefined;
}

function toIntent([, status, completedAtMs, errorMessage, refused, inTransaction]: Entry):
  | JournalIntent
  | undefined {
  if (!isFinalStatus(status) || !isNumber(completedAtMs)) return undefined;
  return {
    status,
    completedAtMs,
    errorMessage: optionalText(errorMessage),
    refusedSteps: isNumber(refused) ? refused : 0,
    inTransaction: inTransaction === 1,
  };
}

function toStep(entry: Entry): StepState | undefined {
  const [, id, parentId, startUs, durationUs, failed, name, errorMessage, attributes, marks] = entry;
  if (!isNumber(id) || id < 1 || !isNumber(startUs) || !isNumber(durationUs) || !isText(name))
    return undefined;
  const bits = isNumber(marks) ? marks : 0;
  return {
    id,
    parentId: isNumber(parentId) && parentId > 0 ? parentId : undefined,
    startUs,
    durationUs: Math.max(OPEN, durationUs),
    status: failed === 1 ? "failed" : "success",
    name,
    errorMessage: optionalText(errorMessage),
    attributes: isRecord(attributes) ? attributes : undefined,
    interrupted: (bits & 1) !== 0,
    truncated: (bits & 2) !== 0,
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function optionalText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}
