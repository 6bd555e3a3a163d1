import { StorageError } from "@steptrace/core";
import type { Outcome } from "../ledger/ledger-event.js";

const OF_THE_MOMENT: ReadonlySet<string> = new Set(["unreachable", "unavailable", "timeout"]);

/** What an error of `finalizeTrace` says of its trace; `undefined` for one that should never come. */
export function outcomeOf(error: unknown): Exclude<Outcome, "acknowledged"> | undefined {
  if (!(error instanceof StorageError)) return undefined;
  return OF_THE_MOMENT.has(error.reason) ? "open" : "refused";
}
