/** How much of a trace is drawn. */
export interface ViewTraceOptions {
  /** Steps at most, counted as they are read; a line says how many more there are. @default all */
  readonly maxSteps?: number;
  /** Where the rest can be seen, as in `see --json`; said behind `… and 3 more`. @default it is not said */
  readonly moreHint?: string;
}
