/**
 * What became of a text: it is in the journal; all has to be said from the beginning, at once; or that, once the trace's
 * owner has opened its journal anew.
 */
export type Answer = "taken" | "say all" | "wait";

/** Where a text stands among those of its writer. */
export interface TextPosition {
  /** Whether all is said from the beginning, and this text is the first of it. */
  readonly isFirst: boolean;
  /** Whether nothing else is due after it. */
  readonly isLast: boolean;
}

/** How a process's texts of a trace get into its journal: its owner's open and close it, those of a joined process do not. */
export interface JournalChannel {
  /** The entries with which all begins. */
  beginning(): readonly string[];
  /** All metadata that this process has set, as an entry; `undefined` where there is nothing to say. */
  metadata(): string | undefined;
  /** The entries with which the last text ends. */
  end(): readonly string[];
  /**
   * @throws {JournalError} where the journal cannot be written
   * @throws {TraceFinalizedError} where nothing is taken any more
   */
  send(text: string, position: TextPosition): Promise<Answer>;
}
