import { describe, expect, it } from "vitest";
import { checkLedger, type LedgerTerms, type StoredRow } from "./check-ledger.js";
import { Ledger } from "./ledger.js";
import type { Outcome } from "./ledger-event.js";

const BEFORE: LedgerTerms = { isRecovered: false };
const AFTER: LedgerTerms = { isRecovered: true };

function ledgerOf(outcome: Outcome | undefined, journaled: readonly string[] = []): Ledger {
  const ledger = new Ledger();
  ledger.note({ kind: "started", traceId: "t" });
  for (const step of journaled) ledger.note({ kind: "journaled", traceId: "t", step });
  if (outcome === undefined) return ledger;
  ledger.note({ kind: "closing", traceId: "t", steps: ["a", "b"] });
  ledger.note({ kind: outcome, traceId: "t" });
  return ledger;
}

function rowOf(steps: readonly string[], isInterrupted = false): StoredRow {
  return { traceId: "t", steps, isInterrupted };
}

const check = (ledger: Ledger, rows: readonly StoredRow[], terms: LedgerTerms): readonly string[] =>
  checkLedger(ledger.entries(), rows, terms);

describe("what was acknowledged", () => {
  it("is there, whole, as its owner's row", () => {
    const ledger = ledgerOf("acknowledged");
    expect(check(ledger, [rowOf(["a", "b"])], BEFORE)).toEqual([]);
    expect(check(ledger, [], BEFORE)).toEqual(["Trace 't' (acknowledged) is not in the table."]);
    expect(check(ledger, [rowOf(["a"])], BEFORE)).toEqual(["Trace 't' (acknowledged) lacks the steps b."]);
    expect(check(ledger, [rowOf(["a", "b"], true)], AFTER)).toEqual([
      "Trace 't' (acknowledged) is in the table as interrupted.",
    ]);
  });
});

describe("what was refused for good", () => {
  it("is not there, unless recovery brought it", () => {
    expect(check(ledgerOf("refused"), [rowOf(["a", "b"])], BEFORE)).toHaveLength(1);
    expect(check(ledgerOf("refused"), [], BEFORE)).toEqual([]);
    expect(check(ledgerOf("refused"), [], AFTER)).toEqual([]);
    expect(check(ledgerOf("refused"), [rowOf(["a", "b"])], AFTER)).toEqual([]);
  });
});

describe("what is open", () => {
  it("may be there before recovery, and is there after it, unless the journal has lost it", () => {
    const ledger = ledgerOf("open");
    expect(check(ledger, [], BEFORE)).toEqual([]);
    expect(check(ledger, [rowOf(["a", "b"])], BEFORE)).toEqual([]);
    expect(check(ledger, [rowOf(["a"])], BEFORE)).toHaveLength(1);
    expect(check(ledger, [], AFTER)).toHaveLength(1);
    expect(check(ledger, [], { isRecovered: true, isJournalWhole: false })).toEqual([]);
    expect(check(ledger, [], { isRecovered: true, isOwnerAlive: false })).toEqual([]);
    expect(check(ledgerOf("open", ["a"]), [], { isRecovered: true, isOwnerAlive: false })).toHaveLength(1);
  });
});

describe("a trace whose owner died", () => {
  it("has its journaled steps after recovery", () => {
    expect(check(ledgerOf(undefined, ["a"]), [], BEFORE)).toEqual([]);
    expect(check(ledgerOf(undefined, ["a"]), [], AFTER)).toEqual([
      "Trace 't' (unsettled) is not in the table.",
    ]);
    expect(check(ledgerOf(undefined, ["a", "b"]), [rowOf(["a"], true)], AFTER)).toHaveLength(1);
    expect(check(ledgerOf(undefined, ["a"]), [rowOf(["a"], true)], AFTER)).toEqual([]);
    expect(check(ledgerOf(undefined), [], AFTER)).toEqual([]);
  });
});

describe("a row", () => {
  it("stands there once, and each step in it", () => {
    const ledger = ledgerOf("acknowledged");
    expect(check(ledger, [rowOf(["a", "b"]), rowOf(["a", "b"])], BEFORE)).toEqual([
      "Trace 't' has more than one row.",
    ]);
    expect(check(ledger, [rowOf(["a", "b", "a"])], BEFORE)).toEqual([
      "Trace 't' has a step more than once: a, b, a.",
    ]);
  });
});

describe("the ledger", () => {
  it("counts by the last outcome of each trace", () => {
    const ledger = ledgerOf("open");
    ledger.note({ kind: "acknowledged", traceId: "t" });
    ledger.note({ kind: "started", traceId: "u" });
    expect(ledger.counts()).toEqual({ acknowledged: 1, refused: 0, open: 0, unsettled: 1 });
  });
});
