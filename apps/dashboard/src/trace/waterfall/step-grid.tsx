import { type Folding, isOpen, visibleIndex } from "@steptrace/core/browser";
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
} from "react";
import type { TimeWindow } from "../axis/time-window.js";
import type { ViewPatch } from "../state/view-state.js";
import { rowId, StepRow, stateOf } from "./step-row.js";
import { TimeAxis, TimeGrid } from "./time-axis.js";
import { useWidth } from "./use-width.js";
import { useZoomDrag } from "./use-zoom-drag.js";
import css from "./waterfall.module.css";
import { type ActionContext, patchOf, selectedRow } from "./waterfall-actions.js";
import type { WaterfallModel } from "./waterfall-model.js";

const OVERSCAN = 5;

export interface StepGridProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly model: WaterfallModel;
  readonly context: ActionContext;
  readonly found: Uint32Array;
  readonly folding: Folding;
  /** Of a row, in CSS pixels. */
  readonly height: number;
  readonly headerHeight: number;
  readonly nowUs: number;
  /** Listens to keys while the rows have the focus. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPatch: (patch: ViewPatch) => void;
  readonly onWindow: (window: TimeWindow, isDone: boolean) => void;
}

/** The tree of steps itself: of all rows, those that are on the screen. */
export function StepGrid(props: StepGridProps): ReactElement {
  const { scroller, context, onPatch } = props;
  const { rows, shown, state } = context;
  const axis = useRef<HTMLDivElement>(null);
  const width = useWidth(axis);
  const row = selectedRow(context);
  const selectedIndex = row === undefined ? -1 : visibleIndex(shown, row);
  const virtualizer = useRows(props, selectedIndex);
  const drag = useZoomDrag({ ...context, axis, onWindow: props.onWindow });
  const onClick = ({ target }: MouseEvent): void => {
    const clicked = drag.wasDrag() ? undefined : rowAt(target);
    if (clicked === undefined) return;
    const step = rows.step[clicked] as number;
    const isToggle = (target as Element).closest("[data-toggle]") !== null;
    onPatch(
      isToggle
        ? patchOf({ kind: "toggle" }, { ...context, state: { ...state, step } })
        : { step, open: true },
    );
  };
  const isDrawn = virtualizer.getVirtualItems().some(({ index }) => index === selectedIndex);
  const active = isDrawn ? shown[selectedIndex] : undefined;
  return (
    <div
      ref={scroller}
      className={css["scroller"]}
      role="treegrid"
      aria-label="Steps"
      aria-rowcount={shown.length + 1}
      aria-activedescendant={active === undefined ? undefined : rowId(active)}
      tabIndex={0}
      onClick={onClick}
      onKeyDown={props.onKeyDown}
      onPointerDown={drag.onPointerDown}
    >
      <div role="row" aria-rowindex={1} className={css["header"]}>
        <div role="columnheader" className={css["name"]}>
          Step
        </div>
        <div role="columnheader" className={css["length"]}>
          Took
        </div>
        <div role="columnheader" className={css["time"]} ref={axis}>
          <span className="only-heard">Time</span>
          <TimeAxis window={context.window} width={width} />
          {drag.selection && <span className={css["selection"]} style={drag.selection} />}
        </div>
      </div>
      <Rows {...props} virtualizer={virtualizer} selectedIndex={selectedIndex} width={width} />
      {shown.length === 0 && <p className={css["empty"]}>No step has been recorded yet.</p>}
    </div>
  );
}

/** Knows which rows are on the screen, and brings the selected one there. */
function useRows(
  { scroller, context, height, headerHeight }: StepGridProps,
  selectedIndex: number,
): Virtualizer<HTMLDivElement, Element> {
  const virtualizer = useVirtualizer({
    count: context.shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight + height,
    scrollPaddingEnd: height,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what rows are measured by
  useEffect(() => virtualizer.measure(), [virtualizer, height]);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: "auto" });
  }, [virtualizer, selectedIndex]);
  return virtualizer;
}

function Rows({
  model,
  context,
  found,
  folding,
  height,
  nowUs,
  virtualizer,
  selectedIndex,
  width,
}: StepGridProps & {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  readonly selectedIndex: number;
  readonly width: number;
}): ReactElement {
  const { rows, shown, window, state } = context;
  const isFound = useMemo(() => new Set(found), [found]);
  return (
    <div role="rowgroup" className={css["rows"]} style={{ height: shown.length * height }}>
      <TimeGrid window={window} width={width} />
      {virtualizer.getVirtualItems().map(({ index }) => {
        const row = shown[index] as number;
        const isRunning = stateOf(rows.flags[row] as number) === "running";
        return (
          <StepRow
            key={row}
            model={model}
            row={row}
            index={index}
            height={height}
            window={window}
            isOpen={state.failed === true || isOpen(rows, row, folding)}
            isSelected={index === selectedIndex}
            isFound={isFound.has(row)}
            nowUs={isRunning ? nowUs : 0}
          />
        );
      })}
    </div>
  );
}

/** The row that an element is part of; `undefined` for any other. */
function rowAt(target: EventTarget): number | undefined {
  const row =
    target instanceof Element ? target.closest<HTMLElement>("[data-row]")?.dataset["row"] : undefined;
  return row === undefined ? undefined : Number(row);
}
