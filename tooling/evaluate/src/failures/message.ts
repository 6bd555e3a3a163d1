/** One error message of the data, with what is said beside it. */
export interface Message {
  /** Unique in the data: the file and the row. */
  readonly id: string;
  readonly skillName: string;
  readonly stepName: string;
  readonly text: string;
  /** The error code that its system gave it; absent where the file has none. */
  readonly code?: string;
}
