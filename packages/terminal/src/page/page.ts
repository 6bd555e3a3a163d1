import type { TimeView } from "../text/format-time.js";

/** Puts text into a colour, or leaves it as it is. */
export type Paint = (text: string) => string;

/** The colours that views use. Those of picocolors and chalk fit. */
export interface Colors {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

/** What a view is drawn on. */
export interface Page extends TimeView {
  /** Columns; 60 at least, for narrower tables are not readable. */
  readonly width: number;
  readonly colors: Colors;
}
