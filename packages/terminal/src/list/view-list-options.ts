/** How much of a list of traces is drawn. */
export interface ViewListOptions {
  /** Whether it ends with the ids of the traces. @default true */
  readonly ids?: boolean;
}
