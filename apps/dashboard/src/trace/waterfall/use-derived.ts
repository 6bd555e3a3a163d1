import type { Folding } from "@steptrace/core/browser";
import { useMemo } from "react";
import { fitWindow, type TimeWindow, wholeWindow } from "../axis/time-window.js";
import { findRows } from "../find/find-rows.js";
import { foldingOf, type ViewState } from "../state/view-state.js";
import { shownRows } from "./shown-rows.js";
import type { WaterfallModel } from "./waterfall-model.js";

/** What follows from a trace and from how it is looked at. */
export interface Derived {
  /** Microseconds that the whole axis stands for. */
  readonly axisUs: number;
  readonly window: TimeWindow;
  readonly folding: Folding;
  /** The rows that are listed, in their order. */
  readonly shown: Uint32Array;
  /** The rows that were searched for. */
  readonly found: Uint32Array;
}

/** @param draft the window of time while a hand moves it */
export function useDerived(
  model: WaterfallModel,
  state: ViewState,
  nowUs: number,
  draft: TimeWindow | undefined,
): Derived {
  const { rows, names, name } = model;
  const { from, to, depth, fold, failed = false, find = "" } = state;
  const axisUs = Math.max(model.axisUs, nowUs);
  const window = useMemo(() => {
    if (draft !== undefined) return draft;
    const isWhole = from === undefined || to === undefined;
    return isWhole ? wholeWindow(axisUs) : fitWindow({ fromUs: from, toUs: to }, axisUs);
  }, [draft, from, to, axisUs]);
  const folding = useMemo(
    () => foldingOf({ ...(depth !== undefined && { depth }), ...(fold !== undefined && { fold }) }),
    [depth, fold],
  );
  // Where nothing failed, all is shown: what the address says may be of another trace.
  const isFailedOnly = failed && model.failedCount > 0;
  const shown = useMemo(() => shownRows(rows, folding, isFailedOnly), [rows, folding, isFailedOnly]);
  const found = useMemo(() => findRows(rows, names, name, find), [rows, names, name, find]);
  return { axisUs, window, folding, shown, found };
}
