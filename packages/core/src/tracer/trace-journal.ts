import {
  fullEntry,
  intentEntry,
  type JournalIntent,
  joinEntries,
  metadataEntry,
  startEntry,
  stepEntry,
} from "../journal/encode-journal.js";
import { readJournal } from "../journal/read-journal.js";
import type { StepState } from "../model/step-state.js";
import type { JournalWriter } from "./journal-writer.js";
import type { LiveTrace } from "./live-trace.js";
import type { RecordedStep } from "./recorded-step.js";

/**
 * What is still to be said of one trace in its journal. Its entries are whole states: where an answer is lost or the
 * journal was forgotten, all is said anew.
 */
export class TraceJournal {
  readonly #trace: LiveTrace;
  readonly #writer: JournalWriter;
  /** Those that have changed since they were last said. */
  #steps: RecordedStep[] = [];
  #isMetadataDue = true;
  /** Whether all is to be said, for nothing is known to be in the journal. */
  #isNew = true;
  /** Characters that were written. */
  #length = 0;
  /** Whether a bound was met: nothing is said any more but the end. */
  #isFull = false;
  /** How the trace ends; part of what is said from then on. */
  #intent: JournalIntent | undefined;
  /** Texts that were written. */
  #written = 0;
  /** Texts that the closed journal holds. */
  #closedSize = 0;
  #isForgotten = false;
  #writing: Promise<void> | undefined;

  constructor(trace: LiveTrace, writer: JournalWriter) {
    this.#trace = trace;
    this.#writer = writer;
  }

  get length(): number {
    return this.#length;
  }

  get traceId(): string {
    return this.#trace.start.traceId;
  }

  note(step: RecordedStep): void {
    if (step.isDue) return;
    if (this.#isFull) {
      this.#writer.refused += 1;
      return;
    }
    step.isDue = true;
    this.#steps.push(step);
    if (this.#writing === undefined) this.#writer.schedule(this);
  }

  noteMetadata(): void {
    this.#isMetadataDue = true;
    if (this.#writing === undefined) this.#writer.schedule(this);
  }

  /** Says all from the beginning, the next time. */
  beginAnew(): void {
    this.#isNew = true;
  }

  /**
   * Writes until nothing is due.
   *
   * @throws {JournalError} where the journal cannot be written; what was to be said is due still
   */
  write(): Promise<void> {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  /**
   * Says what is still due and how the trace ends, and closes the journal.
   *
   * @returns the steps that other processes added; none where the journal fails, which is reported
   */
  async close(intent: JournalIntent): Promise<readonly StepState[]> {
    // What is under way has to be in the journal before its last word; whether it fails matters no more.
    await this.#writing?.catch(() => {});
    this.#intent = intent;
    const text = joinEntries(this.#take());
    try {
      const closed = await this.#writer.close(this.traceId, text);
      this.#closedSize = closed.size;
      // Nobody else wrote to it: there is nothing to read.
      if (closed.size <= this.#written + 1) return [];
      const own = new Set(this.#trace.steps.map(({ id }) => id));
      return readJournal(await closed.texts())?.steps.filter(({ id }) => !own.has(id)) ?? [];
    } catch (error) {
      this.beginAnew();
      this.#writer.meet(error);
      return [];
    }
  }

  /** Has what could not be said when the trace was closed said as soon as it can be: its row is not committed. */
  keep(): void {
    if (this.#isNew) this.#writer.schedule(this);
  }

  /** Has the journal forgotten: the row is committed. */
  remove(): void {
    this.#isForgotten = true;
    this.#writer.remove(this.traceId, this.#closedSize);
  }

  get #isDue(): boolean {
    return !this.#isForgotten && (this.#isNew || this.#isMetadataDue || this.#steps.length > 0);
  }

  async #writeAll(): Promise<void> {
    while (this.#isDue) {
      const isFirst = this.#isNew;
      const text = this.#admitted(this.#take(), isFirst);
      try {
        const isTaken = await this.#writer.append(this.traceId, text, isFirst);
        if (isTaken) this.#written += 1;
        else this.beginAnew();
      } catch (error) {
        this.beginAnew();
        throw error;
      }
    }
  }

  /** The entries as one text; or, where a bound is met, that it is. */
  #admitted(entries: readonly string[], isFirst: boolean): string {
    const text = joinEntries(entries);
    if (isFirst) this.#release();
    if (this.#writer.admit(this.#length, text.length)) {
      this.#length += text.length;
      return text;
    }
    this.#isFull = true;
    this.#writer.refused += entries.length;
    this.#isNew = isFirst;
    return joinEntries(this.#take());
  }

  /** What is said anew takes no more room than it did: the journal has forgotten it, or is told the same once more. */
  #release(): void {
    this.#writer.release(this.#length);
    this.#length = 0;
  }

  /** What is due, as entries; it is due no longer. */
  #take(): readonly string[] {
    const { limits } = this.#writer;
    const { start, metadata, steps } = this.#trace;
    const entries = this.#isNew ? [startEntry(start)] : [];
    if (this.#isNew || this.#isMetadataDue) entries.push(metadataEntry(metadata, limits.metadataBytes));
    if (this.#isFull) entries.push(fullEntry());
    else
      for (const step of this.#isNew ? steps : this.#steps)
        entries.push(stepEntry(step, limits.attributesBytes));
    if (this.#intent !== undefined) entries.push(intentEntry(this.#intent));
    for (const step of this.#steps) step.isDue = false;
    this.#isNew = false;
    this.#isMetadataDue = false;
    this.#steps = [];
    return entries;
  }
}
