/**
 * The write-ahead journal of running traces: what is said of each is kept, in texts that mean nothing here, until its row
 * is committed. A journal is open while its trace runs, and closed when it is about to be committed. Implementations
 * reject with `JournalError` when their store cannot be reached or refuses.
 */
export interface StepJournal {
  /** Every how many milliseconds a running trace has to be renewed, so as not to be taken for dead. */
  readonly renewEveryMs: number;
  /**
   * Adds a text to a trace's open journal; the first one opens it.
   *
   * @returns whether it was taken; `false` where it is no first one, and no journal is open
   */
  append(traceId: string, text: string, isFirst: boolean): Promise<boolean>;
  /** Says of traces that they are alive. @returns those of them that are not known: their journals are gone */
  renew(traceIds: readonly string[]): Promise<readonly string[]>;
  /** Closes a journal with a last text; where none is open, that text is all of it. Nothing is taken after it. */
  close(traceId: string, text: string): Promise<ClosedJournal>;
  /** Closes a journal whose process seems to be dead, as it stands. @returns all of it; no texts where there is none */
  take(traceId: string): Promise<readonly string[]>;
  /** All that was said of a trace, open or closed; no texts where it is not known. */
  read(traceId: string): Promise<readonly string[]>;
  /** Forgets a closed journal, unless it has grown beyond so many texts. @returns whether it was this call that did */
  remove(traceId: string, texts: number): Promise<boolean>;
  /** The traces that have given no sign of life for so many milliseconds, those of the longest silence first. */
  silent(forMs: number): AsyncIterable<SilentTrace>;
  /** Reserves step ids for a process that joins a trace. @returns the first of them */
  reserveStepIds(traceId: string, count: number): Promise<number>;
}

/** A journal that takes no more. */
export interface ClosedJournal {
  /** How many texts it holds. */
  readonly size: number;
  /** All of them, in the order in which they came. */
  readonly texts: () => Promise<readonly string[]>;
}

/** A trace in the journal, and when it was last heard of. */
export interface SilentTrace {
  readonly traceId: string;
  /** Milliseconds since 1970, by the clock of the journal's store. */
  readonly lastHeardMs: number;
}
