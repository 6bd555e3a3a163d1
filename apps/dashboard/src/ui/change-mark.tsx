import { formatChange } from "../format/format-number.js";
import styles from "./change-mark.module.css";
import { classes } from "./classes.js";

/** Less than that is no news. */
const WORTH_SAYING = 0.05;

/** By how much a figure is more or less than in the time before; red where that is bad, and it is said so. */
export function ChangeMark({
  change,
  before,
  isMoreBad,
}: {
  /** As a share of what was; absent where there was nothing. */
  readonly change: number | undefined;
  /** What was, in words, as a tooltip. */
  readonly before: string;
  /** Whether more of it is worse; absent where it is neither. */
  readonly isMoreBad?: boolean;
}) {
  if (change === undefined || Math.abs(change) < WORTH_SAYING) return null;
  const isBad = isMoreBad === true && change > 0;
  const isGood = isMoreBad === true && change < 0;
  const said = `${change > 0 ? "more" : "less"} than before, ${before}`;
  return (
    <span
      className={classes(styles["change"], isBad && styles["bad"], isGood && styles["good"])}
      title={said}
    >
      <span aria-hidden="true">{change > 0 ? "▲" : "▼"}</span>
      {formatChange(change)}
      <span className="only-heard">{said}</span>
    </span>
  );
}
