import type { LedgerEntry } from "./ledger.js";

/** A row of the table. */
export interface StoredRow {
  readonly traceId: string;
  readonly steps: readonly string[];
  /** Whether recovery made it of a trace that was not closed. */
  readonly isInterrupted: boolean;
}

export interface LedgerTerms {
  /** Whether recovery has run since: then, what was journaled has its row. */
  readonly isRecovered: boolean;
  /** Whether the journal kept everything that it acknowledged: then, all that was closed is there after recovery. @default true */
  readonly isJournalWhole?: boolean;
  /** Whether the owner lives: then it says in the journal what it could not say while Redis was away. @default true */
  readonly isOwnerAlive?: boolean;
}

/**
 * Holds what owners were told to what stands in the table.
 *
 * - each trace has one row at most, and each of its steps is in it once
 * - what was acknowledged is there, with all its steps, and is the owner's own row
 * - what was refused for good is not there, unless recovery brought it
 * - what is open may be there; after recovery it is, with all steps
 * - each step that was journaled is there after recovery
 *
 * @returns what does not hold, a sentence each; nothing where all does
 */
export function checkLedger(
  entries: Iterable<LedgerEntry>,
  rows: readonly StoredRow[],
  terms: LedgerTerms,
): readonly string[] {
  const byId = new Map<string, StoredRow>();
  const violations: string[] = [];
  for (const row of rows) {
    if (byId.has(row.traceId)) violations.push(`Trace '${row.traceId}' has more than one row.`);
    byId.set(row.traceId, row);
    if (new Set(row.steps).size < row.steps.length)
      violations.push(`Trace '${row.traceId}' has a step more than once: ${row.steps.join(", ")}.`);
  }
  for (const entry of entries) {
    const problem = problemOf(entry, byId.get(entry.traceId), terms);
    if (problem !== undefined)
      violations.push(`Trace '${entry.traceId}' (${entry.outcome ?? "unsettled"}) ${problem}.`);
  }
  return violations;
}

function problemOf(entry: LedgerEntry, row: StoredRow | undefined, terms: LedgerTerms): string | undefined {
  if (row === undefined) return isDue(entry, terms) ? "is not in the table" : undefined;
  if (entry.outcome === "refused" && !terms.isRecovered) return "is in the table";
  if (entry.outcome === "acknowledged" && row.isInterrupted) return "is in the table as interrupted";
  const stored = new Set(row.steps);
  const missing = dueSteps(entry, row, terms).filter((step) => !stored.has(step));
  return missing.length === 0 ? undefined : `lacks the steps ${missing.join(", ")}`;
}

/** Whether the trace has to be in the table. */
function isDue({ outcome, journaled }: LedgerEntry, terms: LedgerTerms): boolean {
  const { isRecovered, isJournalWhole = true, isOwnerAlive = true } = terms;
  if (outcome === "acknowledged") return true;
  if (!isRecovered || !isJournalWhole || outcome === "refused") return false;
  return journaled.length > 0 || (outcome === "open" && isOwnerAlive);
}

/** Which steps have to be in a row that is there. */
function dueSteps(
  { outcome, steps, journaled }: LedgerEntry,
  row: StoredRow,
  terms: LedgerTerms,
): readonly string[] {
  const isMeant = outcome !== undefined && !row.isInterrupted;
  if (isMeant && steps !== undefined) return steps;
  return terms.isRecovered && terms.isJournalWhole !== false ? journaled : [];
}
