import { type CSSProperties, type ReactElement, useRef, useState } from "react";
import type { TimeWindow } from "../axis/time-window.js";
import type { ViewPatch, ViewState } from "../state/view-state.js";
import { Legend } from "./legend.js";
import { MinimapView } from "./minimap-view.js";
import { StepGrid } from "./step-grid.js";
import { Toolbar } from "./toolbar.js";
import { useDerived } from "./use-derived.js";
import { useMedia } from "./use-media.js";
import { useWaterfallKeys } from "./use-waterfall-keys.js";
import css from "./waterfall.module.css";
import { type ActionContext, patchOf, windowPatch } from "./waterfall-actions.js";
import type { WaterfallModel } from "./waterfall-model.js";

const ROW_HEIGHT = 26;
/** On a telephone the bar has a line of its own. */
const NARROW_ROW_HEIGHT = 46;
const HEADER_HEIGHT = 28;

export interface WaterfallProps {
  readonly model: WaterfallModel;
  readonly state: ViewState;
  /** Changes the view; it is drawn from `state` alone. */
  readonly onPatch: (patch: ViewPatch) => void;
  /** Of a trace that runs: the present moment, in microseconds since its start. */
  readonly nowUs?: number;
}

/** The steps of a trace as rows of a tree, with bars on its time axis. What is not on the screen is not drawn. */
export function Waterfall({ model, state, onPatch, nowUs = 0 }: WaterfallProps): ReactElement {
  const [draft, setDraft] = useState<TimeWindow>();
  const derived = useDerived(model, state, nowUs, draft);
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const height = useMedia("(max-width: 640px)") ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const pageSize = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2);
  const context: ActionContext = { ...derived, rows: model.rows, state, pageSize };
  const onKeyDown = useWaterfallKeys((action) => {
    if (action.kind === "search") search.current?.focus();
    else onPatch(patchOf(action, context));
  });
  const onWindow = (next: TimeWindow, isDone: boolean): void => {
    setDraft(isDone ? undefined : next);
    if (isDone) onPatch(windowPatch(next, derived.axisUs));
  };
  const style = {
    "--content-height": `${derived.shown.length * height + HEADER_HEIGHT}px`,
    "--row-height": `${height}px`,
  } as CSSProperties;
  return (
    <div className={css["waterfall"]} style={style}>
      <Toolbar context={context} model={model} found={derived.found} search={search} onPatch={onPatch} />
      <MinimapView rows={model.rows} axisUs={derived.axisUs} window={derived.window} onWindow={onWindow} />
      <StepGrid
        scroller={scroller}
        model={model}
        context={context}
        found={derived.found}
        folding={derived.folding}
        height={height}
        headerHeight={HEADER_HEIGHT}
        nowUs={nowUs}
        onKeyDown={onKeyDown}
        onPatch={onPatch}
        onWindow={onWindow}
      />
      <Legend />
    </div>
  );
}
