/**
 * What a call of `finalizeTrace` came to.
 *
 * - `acknowledged`: it resolved
 * - `refused`: the database said no for good
 * - `open`: no answer came, or one that is of the moment: whether the trace is stored has to be seen
 */
export type Outcome = "acknowledged" | "refused" | "open";

/** What happens to the traces of a load, in the order in which it does; a line of JSON between processes. */
export type LedgerEvent =
  | { readonly kind: "started"; readonly traceId: string }
  /** `journaled()` resolved for a step. */
  | { readonly kind: "journaled"; readonly traceId: string; readonly step: string }
  /** `finalizeTrace` is called, with these steps. */
  | { readonly kind: "closing"; readonly traceId: string; readonly steps: readonly string[] }
  | { readonly kind: Outcome; readonly traceId: string }
  /** What no law allows: a call that hangs, an error of a kind that is not documented. */
  | { readonly kind: "wrong"; readonly what: string };
