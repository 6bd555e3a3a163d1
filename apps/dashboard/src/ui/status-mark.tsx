import type { TraceStatus } from "@steptrace/core/browser";
import { classes } from "./classes.js";
import styles from "./status-mark.module.css";

/** Each status has a shape of its own: a disc, a cross, a triangle, a ring. */
const SHAPES: Readonly<Record<TraceStatus, string>> = {
  success: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z",
  failed: "M2.2 1 6 4.8 9.8 1 11 2.2 7.2 6 11 9.8 9.8 11 6 7.2 2.2 11 1 9.8 4.8 6 1 2.2z",
  timeout: "M6 1 11.5 10.8H.5z",
  running: "M6 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zm0 1.9a2.9 2.9 0 1 0 0 5.8 2.9 2.9 0 0 0 0-5.8z",
};

/** How a trace ended, by shape and colour, and in words: beside the shape, or for those alone who do not see it. */
export function StatusMark({
  status,
  isWordless = false,
}: {
  readonly status: TraceStatus;
  readonly isWordless?: boolean;
}) {
  const shape = SHAPES[status] ?? SHAPES.running;
  return (
    <span className={classes(styles["mark"], styles[status])} {...(isWordless && { title: status })}>
      <svg aria-hidden="true" width="10" height="10" viewBox="0 0 12 12" fill="currentColor">
        <path fillRule="evenodd" d={shape} />
      </svg>
      <span className={classes(isWordless && "only-heard")}>{status}</span>
    </span>
  );
}
