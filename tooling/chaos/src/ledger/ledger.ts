import type { LedgerEvent, Outcome } from "./ledger-event.js";

/** What is known of one trace by its owner. */
export interface LedgerEntry {
  readonly traceId: string;
  /** Steps for which `journaled()` resolved. */
  readonly journaled: readonly string[];
  /** All steps, once the trace is closed; absent for one that runs, or whose process died. */
  readonly steps: readonly string[] | undefined;
  /** Of the last call of `finalizeTrace`; absent where it did not settle, or was not made. */
  readonly outcome: Outcome | undefined;
}

/** How many traces came to what. */
export type LedgerCounts = Readonly<Record<Outcome | "unsettled", number>>;

type OpenEntry = { -readonly [Key in keyof LedgerEntry]: LedgerEntry[Key] } & { journaled: string[] };

/** The owners' side of the books: what they were told of their traces. The other side is the table. */
export class Ledger {
  readonly #entries = new Map<string, OpenEntry>();
  readonly #wrong: string[] = [];

  /** What no law allows, in the order in which it came. */
  get wrong(): readonly string[] {
    return this.#wrong;
  }

  note(event: LedgerEvent): void {
    switch (event.kind) {
      case "wrong":
        this.#wrong.push(event.what);
        break;
      case "started":
        this.#entry(event.traceId);
        break;
      case "journaled":
        this.#entry(event.traceId).journaled.push(event.step);
        break;
      case "closing":
        this.#entry(event.traceId).steps = event.steps;
        break;
      default:
        this.#entry(event.traceId).outcome = event.kind;
    }
  }

  entries(): Iterable<LedgerEntry> {
    return this.#entries.values();
  }

  counts(): LedgerCounts {
    const counts = { acknowledged: 0, refused: 0, open: 0, unsettled: 0 };
    for (const { outcome } of this.#entries.values()) counts[outcome ?? "unsettled"] += 1;
    return counts;
  }

  #entry(traceId: string): OpenEntry {
    const known = this.#entries.get(traceId);
    if (known !== undefined) return known;
    const entry: OpenEntry = { traceId, journaled: [], steps: undefined, outcome: undefined };
    this.#entries.set(traceId, entry);
    return entry;
  }
}
