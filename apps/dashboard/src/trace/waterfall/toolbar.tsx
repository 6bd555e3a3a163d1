import type { ReactElement, RefObject } from "react";
import { isWhole } from "../axis/time-window.js";
import { nextOf } from "../find/find-rows.js";
import type { ViewPatch } from "../state/view-state.js";
import type { KeyAction } from "./key-action.js";
import css from "./waterfall.module.css";
import { type ActionContext, patchOf, selectedRow, selectRow } from "./waterfall-actions.js";
import type { WaterfallModel } from "./waterfall-model.js";

export interface ToolbarProps {
  readonly context: ActionContext;
  readonly model: WaterfallModel;
  readonly found: Uint32Array;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onPatch: (patch: ViewPatch) => void;
}

/** More depths than these are not worth a button each. */
const MOST_DEPTHS = 8;

/** What can be done to the waterfall with a mouse; keys do the same. */
export function Toolbar(props: ToolbarProps): ReactElement {
  const { context, model, onPatch } = props;
  const act = (action: KeyAction): void => onPatch(patchOf(action, context));
  const isZoomed = !isWhole(context.window, context.axisUs);
  return (
    <div className={css["toolbar"]}>
      <Search {...props} />
      {model.failedCount > 0 && (
        <fieldset className={css["group"]}>
          <legend>Failed steps</legend>
          <button
            type="button"
            aria-pressed={context.state.failed === true}
            onClick={() => act({ kind: "failures" })}
            title="Only failed steps, and what they ran in (f)"
          >
            ✗ {model.failedCount} failed
          </button>
          <button
            type="button"
            onClick={() => act({ kind: "failed", direction: -1 })}
            aria-label="Previous failed step"
            title="Previous failed step (N)"
          >
            ↑
          </button>
          <button
            type="button"
            onClick={() => act({ kind: "failed", direction: 1 })}
            aria-label="Next failed step"
            title="Next failed step (n)"
          >
            ↓
          </button>
        </fieldset>
      )}
      {model.deepest > 0 && <Depths {...props} />}
      <fieldset className={css["group"]}>
        <legend>Zoom</legend>
        <button
          type="button"
          onClick={() => act({ kind: "zoom", factor: 1.6 })}
          disabled={!isZoomed}
          aria-label="Zoom out"
          title="Zoom out (-)"
        >
          −
        </button>
        <button
          type="button"
          onClick={() => act({ kind: "whole" })}
          disabled={!isZoomed}
          title="The whole trace (0)"
        >
          Fit
        </button>
        <button
          type="button"
          onClick={() => act({ kind: "zoom", factor: 0.6 })}
          aria-label="Zoom in"
          title="Zoom in (+)"
        >
          +
        </button>
      </fieldset>
    </div>
  );
}

function Depths({ context, model, onPatch }: ToolbarProps): ReactElement {
  const depths = Array.from({ length: Math.min(model.deepest, MOST_DEPTHS) }, (_, depth) => depth);
  const { depth, fold } = context.state;
  return (
    <label className={css["depths"]}>
      <span>Depth</span>
      <select
        value={fold === undefined ? String(depth ?? "all") : "some"}
        onChange={({ target }) =>
          onPatch({ depth: target.value === "all" ? undefined : Number(target.value), fold: undefined })
        }
      >
        {fold !== undefined && (
          <option value="some" disabled>
            as folded
          </option>
        )}
        <option value="all">all</option>
        {depths.map((one) => (
          <option key={one} value={one}>
            {one + 1}
          </option>
        ))}
        {depth !== undefined && depth >= depths.length && <option value={depth}>{depth + 1}</option>}
      </select>
    </label>
  );
}

function Search({ context, found, search, onPatch }: ToolbarProps): ReactElement {
  const words = context.state.find ?? "";
  const row = selectedRow(context) ?? -1;
  const go = (direction: 1 | -1): void => onPatch(selectRow(context, nextOf(found, row, direction)));
  const at = found.indexOf(row);
  return (
    <search className={css["search"]}>
      <input
        ref={search}
        type="search"
        value={words}
        placeholder="Find steps"
        aria-label="Find steps by name"
        title="Find steps by name (/)"
        maxLength={200}
        onChange={({ target }) => onPatch({ find: target.value || undefined })}
        onKeyDown={(event) => {
          if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      {words !== "" && (
        <output className={css["foundCount"]}>
          {at < 0 ? `${found.length} found` : `${at + 1} of ${found.length}`}
        </output>
      )}
      {found.length > 0 && (
        <>
          <button
            type="button"
            onClick={() => go(-1)}
            title="Previous match (Shift+Enter)"
            aria-label="Previous match"
          >
            ↑
          </button>
          <button type="button" onClick={() => go(1)} title="Next match (Enter)" aria-label="Next match">
            ↓
          </button>
        </>
      )}
    </search>
  );
}
