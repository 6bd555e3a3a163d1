import type { FinalStatus } from "../model/status.js";

/** Every how many milliseconds a running trace is renewed: a step of twenty minutes is no dead process; four renewals missed may be one. */
export const JOURNAL_RENEW_EVERY_MS = 15_000;
/** Where the step ids of joining processes begin: beyond those of the trace's own. */
export const FIRST_JOINED_STEP_ID = 1_000_001;

/**
 * The write-ahead journal of running traces: what is said of each is kept, in texts that mean nothing here, until its row
 * is committed. A journal is open while its trace runs, and closed when it is about to be committed. Its owner opens and
 * closes it; processes that join the trace add to it while it is open. Implementations reject with `JournalError` when
 * their store cannot be reached or refuses.
 *
 * A store may lose its end, or all (an older snapshot, a restart). Who writes therefore names the place of its own last
 * text, and learns when that is gone: what came before it in the journal is there as long as it is.
 */
export interface StepJournal {
  /** Every how many milliseconds a running trace has to be renewed, so as not to be taken for dead. */
  readonly renewEveryMs: number;
  /** Opens a trace's journal with a text, or adds it to the open one; from then on the trace is known to run. */
  open(traceId: string, text: string): Promise<KeptText>;
  /**
   * Adds a text to an open journal.
   *
   * @param after the place of a text that the journal has to hold still; absent where it need only be open
   * @returns `undefined` where it was not taken
   */
  append(traceId: string, text: string, after?: string): Promise<KeptText | undefined>;
  /**
   * Says of traces that they are alive.
   *
   * @returns how many texts the open journal of each holds; those that are not known, or have lost the named text, are missing
   */
  renew(traces: readonly HeldJournal[]): Promise<ReadonlyMap<string, number>>;
  /**
   * Closes a journal with a last text; where none is open, that text is all of it. Nothing is taken after it. Where it is
   * closed already and ends with that very text, nothing changes.
   *
   * @param after the place of a text that the journal has to hold still; where it does not, nothing is done, for the rest of
   *   it would tell nothing
   */
  close(traceId: string, text: string, after?: string): Promise<ClosedJournal>;
  /** Closes a journal whose process seems to be dead, as it stands. @returns all of it; no texts where there is none */
  take(traceId: string): Promise<readonly string[]>;
  /** All that was said of a trace, open or closed; no texts where it is not known. */
  read(traceId: string): Promise<readonly string[]>;
  /** How a journal stands. @param place of a text that it may hold */
  look(traceId: string, place?: string): Promise<JournalLook>;
  /**
   * Forgets a closed journal, unless it has grown beyond so many texts.
   *
   * @param status how the trace ended, kept for an hour for those who would join it; absent where it may not have ended
   * @returns whether it was this call that did
   */
  remove(traceId: string, texts: number, status?: FinalStatus): Promise<boolean>;
  /**
   * Takes a closed journal out of `silent`, unless it has grown beyond so many texts, and keeps it for a day, for an owner
   * that may be alive.
   *
   * @returns whether it was this call that did
   */
  setAside(traceId: string, texts: number): Promise<boolean>;
  /** The traces that have given no sign of life for so many milliseconds, those of the longest silence first. */
  silent(forMs: number): AsyncIterable<SilentTrace>;
  /**
   * Reserves step ids for a process that joins a trace. None is given twice, also by a store that has forgotten those which
   * it gave: it then goes on from the microseconds since the trace's start.
   *
   * @param startedAtMs of the trace, in milliseconds since 1970
   * @returns the first of them, at least `FIRST_JOINED_STEP_ID`
   */
  reserveStepIds(traceId: string, count: number, startedAtMs: number): Promise<number>;
}

/** A text that is in the journal. */
export interface KeptText {
  /** Names it, for as long as its journal is open. */
  readonly place: string;
  /** How many texts the journal holds with it. */
  readonly size: number;
}

/** A journal, and the last text that its writer knows to be in it. */
export interface HeldJournal {
  readonly traceId: string;
  /** Absent where none is known. */
  readonly place: string | undefined;
}

/** A journal that takes no more. */
export interface ClosedJournal extends KeptText {
  /** Whether it held the text that it has to, and is closed; `true` where none was named. */
  readonly isWhole: boolean;
  /** All of its texts, in the order in which they came. */
  readonly texts: () => Promise<readonly string[]>;
}

/** How a journal stands. */
export interface JournalLook {
  /** Whether it takes texts. */
  readonly isOpen: boolean;
  /** Whether it is open, and holds the text of the place that was named. */
  readonly holds: boolean;
  /** How many texts the open journal holds. */
  readonly size: number;
  /** Its first text; of a closed one, its last as well. None where it is not known. */
  readonly texts: readonly string[];
  /** How the trace ended, where its journal was removed a short while ago. */
  readonly ended: string | undefined;
}

/** A trace in the journal, and when it was last heard of. */
export interface SilentTrace {
  readonly traceId: string;
  /** Milliseconds since 1970, by the clock of the journal's store. */
  readonly lastHeardMs: number;
}
