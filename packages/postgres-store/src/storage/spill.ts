import {
  type FinalTrace,
  InvalidArgumentError,
  journalStateOf,
  type Limits,
  type StepJournal,
  StorageError,
  spilledText,
} from "@steptrace/core";
import { mayPass } from "../database/may-pass.js";

const KEPT = "It is kept in the journal, from which `steptrace recover` stores it.";

/** Keeps traces in a journal that cannot be stored at the moment. */
export class Spill {
  readonly #journal: StepJournal | undefined;
  readonly #limits: Required<Limits>;
  /** How many traces it has kept, or found to be kept. */
  spilled = 0;

  /** @throws {InvalidArgumentError} for a journal that is none */
  constructor(journal: StepJournal | undefined, limits: Required<Limits>) {
    if (journal !== undefined && typeof journal.close !== "function")
      throw new InvalidArgumentError("journal", "a StepJournal", journal);
    this.#journal = journal;
    this.#limits = limits;
  }

  /** Whether there is a journal that a trace may be kept in. */
  concerns(trace: FinalTrace): boolean {
    return this.#journal !== undefined || journalStateOf(trace) !== "none";
  }

  /**
   * Keeps a trace that was not stored, unless its tracer's journal does so.
   *
   * @param error why it was not stored
   * @throws {StorageError} that error; where the trace is kept, it says so
   */
  async keep(trace: FinalTrace, error: unknown): Promise<never> {
    if (!(error instanceof StorageError && mayPass(error.reason)) || !(await this.#isKept(trace)))
      throw error;
    this.spilled += 1;
    const { message, reason, sqlState, cause } = error;
    throw new StorageError(`${message} ${KEPT}`, { reason, sqlState, cause });
  }

  async #isKept(trace: FinalTrace): Promise<boolean> {
    const state = journalStateOf(trace);
    if (state !== "none" || this.#journal === undefined) return state === "kept";
    try {
      await this.#journal.close(trace.traceId, spilledText(trace, this.#limits));
      return true;
    } catch {
      // That it was not stored is the worse news, and told.
      return false;
    }
  }
}
