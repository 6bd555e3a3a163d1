import {
  firstFailed,
  isOpen,
  nextFailed,
  reveal,
  toggleRow,
  visibleIndex,
  type WaterfallRows,
} from "@steptrace/core/browser";
import { pan, type TimeWindow, wholeWindow, zoom } from "../axis/time-window.js";
import { foldingOf, foldingState, type ViewPatch, type ViewState } from "../state/view-state.js";
import type { KeyAction } from "./key-action.js";

/** What an action is decided by. */
export interface ActionContext {
  readonly rows: WaterfallRows;
  readonly shown: Uint32Array;
  readonly state: ViewState;
  readonly window: TimeWindow;
  readonly axisUs: number;
  /** Rows that are on the screen at once. */
  readonly pageSize: number;
}

const PAN_PART = 0.25;

/** What of the view a key changes; nothing where it has nothing to do. */
export function patchOf(action: KeyAction, context: ActionContext): ViewPatch {
  const { rows, state, window, axisUs, pageSize } = context;
  const row = selectedRow(context);
  switch (action.kind) {
    case "move":
      return selectAt(context, indexOf(context) + action.by);
    case "page":
      return selectAt(context, Math.max(0, indexOf(context)) + action.direction * pageSize);
    case "edge":
      return selectAt(context, action.to === "first" ? 0 : context.shown.length - 1);
    case "open":
      return row === undefined ? {} : { open: true };
    case "close":
      return state.open ? { open: undefined } : { step: undefined };
    case "toggle":
      return row === undefined ? {} : foldingState(toggleRow(rows, row, foldingOf(state)));
    case "fold":
    case "unfold":
      return row === undefined ? {} : foldOrMove(context, row, action.kind === "unfold");
    case "failures":
      return failuresPatch(context);
    case "failed":
      return selectRow(context, nextFailedRow(context, row, action.direction));
    case "zoom":
      return windowPatch(zoom(window, action.factor, axisUs, middleOf(context, row)), axisUs);
    case "pan":
      return windowPatch(pan(window, action.direction * PAN_PART, axisUs), axisUs);
    case "whole":
      return windowPatch(wholeWindow(axisUs), axisUs);
    case "search":
      return {};
  }
}

/** Failures only, and back; where nothing failed, nothing. */
function failuresPatch({ rows, state }: ActionContext): ViewPatch {
  if (firstFailed(rows) === undefined) return {};
  return { failed: state.failed ? undefined : true };
}

/** The selected row; `undefined` where none is, or where the trace has no such step. */
export function selectedRow({ rows, state }: Pick<ActionContext, "rows" | "state">): number | undefined {
  return state.step === undefined ? undefined : rows.rowOf[state.step];
}

/** The patch that selects a row, and unfolds what it runs in. */
export function selectRow(
  { rows, state }: Pick<ActionContext, "rows" | "state">,
  row: number | undefined,
): ViewPatch {
  if (row === undefined) return {};
  return { step: rows.step[row], ...foldingState(reveal(rows, row, foldingOf(state))) };
}

/** The patch that shows a window of time; all of it is no window. */
export function windowPatch({ fromUs, toUs }: TimeWindow, axisUs: number): ViewPatch {
  const [from, to] = [Math.floor(fromUs), Math.ceil(toUs)];
  return from <= 0 && to >= axisUs ? { from: undefined, to: undefined } : { from, to };
}

/** The first time the one by which the trace failed, then one after another. */
function nextFailedRow(
  { rows }: ActionContext,
  row: number | undefined,
  direction: 1 | -1,
): number | undefined {
  return row === undefined ? firstFailed(rows) : nextFailed(rows, row, direction);
}

function indexOf(context: ActionContext): number {
  const row = selectedRow(context);
  return row === undefined ? -1 : visibleIndex(context.shown, row);
}

function selectAt({ rows, shown }: ActionContext, index: number): ViewPatch {
  const row = shown[Math.min(shown.length - 1, Math.max(0, index))];
  return row === undefined ? {} : { step: rows.step[row] };
}

/** As in any tree: the arrow folds, and of what is folded, goes to what it runs in; the other one likewise. */
function foldOrMove(context: ActionContext, row: number, isUnfolding: boolean): ViewPatch {
  const { rows, state } = context;
  const folding = foldingOf(state);
  const hasChildren = rows.childCount[row] !== 0;
  if (hasChildren && isOpen(rows, row, folding) !== isUnfolding)
    return foldingState(toggleRow(rows, row, folding));
  if (isUnfolding) return hasChildren ? { step: rows.step[row + 1] } : {};
  const parent = rows.parent[row] ?? -1;
  return parent < 0 ? {} : { step: rows.step[parent] };
}

/** What zooming goes around: the selected step, where it is to be seen. */
function middleOf({ rows, window }: ActionContext, row: number | undefined): number | undefined {
  if (row === undefined) return undefined;
  const startUs = Math.max(window.fromUs, rows.startUs[row] ?? 0);
  const endUs = Math.min(window.toUs, (rows.startUs[row] ?? 0) + (rows.durationUs[row] ?? 0));
  return endUs < startUs ? undefined : (startUs + endUs) / 2;
}
