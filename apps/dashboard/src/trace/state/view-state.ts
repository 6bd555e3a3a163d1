import type { Folding } from "@steptrace/core/browser";

/** What of a trace is looked at, and how: all of it is in the address. */
export interface ViewState {
  /** The place of the selected step in the trace. */
  readonly step?: number;
  /** Whether that step is open beside the waterfall. */
  readonly open?: true;
  /** The window of time, in microseconds since the trace's start; both or none. */
  readonly from?: number;
  readonly to?: number;
  /** Steps of a depth below this are unfolded; absent: all. */
  readonly depth?: number;
  /** Places of steps that are folded in place of unfolded, or the other way round: `4.17.230`. */
  readonly fold?: string;
  /** Words that steps are searched for. */
  readonly find?: string;
  /** Whether only steps that failed are shown, and those that they ran in. */
  readonly failed?: true;
}

/** As many as an address can hold. */
const MOST_FOLDS = 300;
const LONGEST_FIND = 200;

/** What of an address's parameters, of unknown origin, is a view state; what is not is left out. */
export function parseViewState(search: Readonly<Record<string, unknown>>): ViewState {
  const step = wholeNumber(search["step"]);
  const [from, to] = [wholeNumber(search["from"]), wholeNumber(search["to"])];
  const depth = wholeNumber(search["depth"]);
  const fold = toText(search["fold"]);
  const find = toText(search["find"])?.slice(0, LONGEST_FIND);
  return {
    ...(step !== undefined && { step }),
    ...(step !== undefined && isSet(search["open"]) && { open: true as const }),
    ...(from !== undefined && to !== undefined && from < to && { from, to }),
    ...(depth !== undefined && { depth }),
    ...(fold !== undefined && /^\d+(\.\d+)*$/.test(fold) && { fold }),
    ...(find && { find }),
    ...(isSet(search["failed"]) && { failed: true as const }),
  };
}

/** How rows are folded by a view state. */
export function foldingOf({ depth, fold }: ViewState): Folding {
  return {
    ...(depth !== undefined && { openDepth: depth }),
    ...(fold !== undefined && { toggled: new Set(fold.split(".").map(Number)) }),
  };
}

/** The parameters that stand for a folding; those that are not said are `undefined`. */
export function foldingState({ openDepth, toggled }: Folding): {
  readonly depth: number | undefined;
  readonly fold: string | undefined;
} {
  const places = [...(toggled ?? [])].slice(0, MOST_FOLDS);
  return {
    depth: openDepth === undefined || !Number.isFinite(openDepth) ? undefined : openDepth,
    fold: places.length === 0 ? undefined : places.join("."),
  };
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function isSet(value: unknown): boolean {
  return value === true || value === "true" || value === 1 || value === "1";
}

/** What of a view state is to change; `undefined` for what is no longer to be said. */
export type ViewPatch = { readonly [K in keyof ViewState]?: ViewState[K] | undefined };

/** The state with what a patch says, and without what it says no longer. */
export function patchViewState(state: ViewState, patch: ViewPatch): ViewState {
  return parseViewState({ ...state, ...patch });
}
