import type { ReactElement } from "react";
import css from "./waterfall.module.css";

/** What bars say. */
export function Legend(): ReactElement {
  return (
    <ul className={css["legend"]} aria-label="What the bars say">
      <li>
        <span className={css["legendSelf"]} aria-hidden="true" /> the step itself
      </li>
      <li>
        <span className={css["legendInside"]} aria-hidden="true" /> steps in it
      </li>
      <li>
        <span className={css["legendCritical"]} aria-hidden="true" /> critical path: what the trace waited for
      </li>
    </ul>
  );
}
