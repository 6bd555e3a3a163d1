import { StepFlag, selfParts } from "@steptrace/core/browser";
import { type CSSProperties, memo, type ReactElement } from "react";
import { formatDuration } from "../../format/format-duration.js";
import { Text } from "../../ui/text.js";
import { partAt, type TimeWindow } from "../axis/time-window.js";
import { stripes } from "./stripes.js";
import css from "./waterfall.module.css";
import { nameOf, type WaterfallModel } from "./waterfall-model.js";

/** Deeper, names would have no room. */
const DEEPEST_INDENT = 24;

/** What a row is drawn from; the same props give the same row. */
export interface StepRowProps {
  readonly model: WaterfallModel;
  readonly row: number;
  /** Where it stands in the list. */
  readonly index: number;
  readonly height: number;
  readonly window: TimeWindow;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly isFound: boolean;
  /** Of a step that runs, the present moment; else the same at all times. */
  readonly nowUs: number;
}

/** How a step stands, in a word. */
export type StepState = "success" | "failed" | "running" | "interrupted";

export function stateOf(flags: number): StepState {
  if (flags & StepFlag.running) return "running";
  if (flags & StepFlag.interrupted) return "interrupted";
  return flags & StepFlag.failed ? "failed" : "success";
}

/** What stands for a state beside its colour. */
export const STATE_SIGNS: Readonly<Record<StepState, string>> = {
  success: "✓",
  failed: "✗",
  running: "●",
  interrupted: "◌",
};

export const StepRow = memo(function StepRow(props: StepRowProps): ReactElement {
  const { model, row, index, height, isOpen, isSelected, isFound } = props;
  const { rows } = model;
  const depth = rows.depth[row] as number;
  const hasChildren = (rows.childCount[row] as number) > 0;
  const state = stateOf(rows.flags[row] as number);
  const indent = Math.min(depth, DEEPEST_INDENT);
  const style = { top: index * height, "--indent": indent } as CSSProperties;
  return (
    <div
      role="row"
      id={rowId(row)}
      data-row={row}
      data-state={state}
      data-found={isFound || undefined}
      aria-level={depth + 1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? isOpen : undefined}
      className={css["row"]}
      style={style}
    >
      <div role="gridcell" className={css["name"]}>
        <span className={css["guides"]} aria-hidden="true" />
        <span
          className={css["chevron"]}
          data-toggle={hasChildren || undefined}
          data-open={isOpen}
          aria-hidden="true"
        />
        <span className={css["sign"]} role="img" aria-label={state}>
          {STATE_SIGNS[state]}
        </span>
        {depth > DEEPEST_INDENT && <span className={css["deep"]}>{`${depth}·`}</span>}
        <span className={css["label"]}>
          <Text most={200}>{nameOf(model, row)}</Text>
        </span>
        {hasChildren && !isOpen && <Inside model={model} row={row} />}
      </div>
      <Bar {...props} state={state} />
    </div>
  );
});

/** The id of a row's element. */
export function rowId(row: number): string {
  return `step-row-${row}`;
}

/** What a folded row hides. */
function Inside({
  model: { rows },
  row,
}: {
  readonly model: WaterfallModel;
  readonly row: number;
}): ReactElement {
  const hidden = (rows.end[row] as number) - row - 1;
  const failures = rows.failuresInside[row] as number;
  return (
    <span className={css["inside"]}>
      {`+${hidden}`}
      {failures > 0 && <span className={css["insideFailed"]}>{` ✗${failures}`}</span>}
    </span>
  );
}

function Bar({
  model,
  row,
  window,
  nowUs,
  state,
}: StepRowProps & { readonly state: StepState }): ReactElement {
  const { rows } = model;
  const startUs = rows.startUs[row] as number;
  const known = rows.durationUs[row] as number;
  const durationUs = state === "running" ? Math.max(known, nowUs - startUs) : known;
  const endUs = startUs + durationUs;
  const shown = { fromUs: Math.max(startUs, window.fromUs), toUs: Math.min(endUs, window.toUs) };
  const isSeen = startUs <= window.toUs && (endUs > window.fromUs || startUs >= window.fromUs);
  const left = clamp(partAt(window, shown.fromUs));
  const right = clamp(partAt(window, shown.toUs));
  const length = formatDuration(durationUs);
  const own = state === "running" ? undefined : stripes(selfParts(rows, row), shown, "var(--bar)");
  const critical = stripes(model.critical.of(row), shown, "var(--critical)");
  return (
    <>
      <div role="gridcell" className={css["length"]}>
        {length}
      </div>
      <div role="gridcell" className={css["time"]} aria-label={`from ${formatDuration(startUs)}`}>
        {isSeen ? (
          <div
            className={css["bar"]}
            data-critical={critical !== undefined || undefined}
            style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
          >
            {own && <div className={css["own"]} style={{ backgroundImage: own }} />}
            {critical && <div className={css["critical"]} style={{ backgroundImage: critical }} />}
          </div>
        ) : (
          <span
            className={css["away"]}
            data-side={startUs > window.toUs ? "right" : "left"}
            aria-hidden="true"
          >
            {startUs > window.toUs ? "›" : "‹"}
          </span>
        )}
      </div>
    </>
  );
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part));
}
