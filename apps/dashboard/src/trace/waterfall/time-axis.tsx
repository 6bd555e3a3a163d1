import { memo, type ReactElement } from "react";
import { axisTicks } from "../axis/axis-ticks.js";
import { partAt, type TimeWindow } from "../axis/time-window.js";
import css from "./waterfall.module.css";

/** From a line to the next at least, in CSS pixels. */
const TICK_WIDTH = 72;
/** A label that would not fit before the end is left out. */
const LABEL_WIDTH = 48;

/** The lines of the time axis, with their labels above them. */
export const TimeAxis = memo(function TimeAxis({
  window,
  width,
}: {
  readonly window: TimeWindow;
  readonly width: number;
}): ReactElement {
  const ticks = axisTicks(window, Math.max(1, Math.floor(width / TICK_WIDTH)));
  return (
    <div className={css["axis"]} aria-hidden="true">
      {ticks.map(({ us, label }) => {
        const part = partAt(window, us);
        return (
          <span key={us} className={css["tick"]} style={{ left: `${part * 100}%` }}>
            {(1 - part) * width > LABEL_WIDTH && label}
          </span>
        );
      })}
    </div>
  );
});

/** The same lines behind the bars. */
export const TimeGrid = memo(function TimeGrid({
  window,
  width,
}: {
  readonly window: TimeWindow;
  readonly width: number;
}): ReactElement {
  const ticks = axisTicks(window, Math.max(1, Math.floor(width / TICK_WIDTH)));
  return (
    <div className={css["grid"]} aria-hidden="true">
      {ticks.map(({ us }) => (
        <span key={us} className={css["line"]} style={{ left: `${partAt(window, us) * 100}%` }} />
      ))}
    </div>
  );
});
