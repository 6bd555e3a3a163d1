import { JournalError } from "../errors/journal-error.js";
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
import type { ClosedJournal } from "../ports/step-journal.js";
import type { JournalWriter } from "./journal-writer.js";
import type { LiveTrace } from "./live-trace.js";
import type { RecordedStep } from "./recorded-step.js";

/**
 * What is still to be said of one trace in its journal. Its entries are whole states: where an answer is lost or the
 * journal was forgotten, they are said again.
 */
export class TraceJournal {
  readonly #trace: LiveTrace;
  readonly #writer: JournalWriter;
  /** Those that have changed since they were last said. */
  #steps: RecordedStep[] = [];
  #isMetadataDue = true;
  /** Whether all is to be said, for nothing is known to be in the journal. */
  #isNew = true;
  /** Characters that were written, while they count. */
  #length = 0;
  #isCounted = true;
  /** Whether a bound was met: nothing is said any more but the end. */
  #isFull = false;
  /** How the trace ends; part of what is said from then on. */
  #intent: JournalIntent | undefined;
  /** Texts that the journal holds of ours. */
  #written = 0;
  /** Texts that the closed journal holds, ours and others'. */
  #closedSize = 0;
  #isForgotten = false;
  #writing: Promise<void> | undefined;

  constructor(trace: LiveTrace, writer: JournalWriter) {
    this.#trace = trace;
    this.#writer = writer;
  }

  get traceId(): string {
    return this.#trace.start.traceId;
  }

  get isDue(): boolean {
    return !this.#isForgotten && (this.#isNew || this.#isMetadataDue || this.#steps.length > 0);
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
    if (this.#isFull) return;
    this.#isMetadataDue = true;
    if (this.#writing === undefined) this.#writer.schedule(this);
  }

  /** Says all from the beginning, the next time. */
  beginAnew(): void {
    this.#isNew = true;
  }

  /**
   * Resolves when the step, as it is now, is in the journal.
   *
   * @throws {JournalError} where it is not: the journal cannot be written, or a bound was met
   */
  async journaled(step: RecordedStep): Promise<void> {
    this.#requireRoom();
    if (!step.isDue) {
      // It may be in the text that is under way.
      await this.#writing;
      return;
    }
    await this.#writing?.catch(() => {});
    if (this.#writing === undefined && this.#writer.fault !== undefined) throw this.#writer.fault;
    await this.write();
    this.#requireRoom();
  }

  /**
   * Writes what is due, as one text; what comes meanwhile goes with the next.
   *
   * @throws {JournalError} where the journal cannot be written; what was to be said is due still
   */
  write(): Promise<void> {
    if (this.#writing === undefined && this.isDue) this.#underWay(this.#writeOnce());
    return this.#writing ?? Promise.resolve();
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
    this.#isForgotten = false;
    try {
      let closed = await this.#underWay(this.#closeOnce());
      if (closed.size < this.#written) {
        // It had been forgotten, or taken by recovery: the last text alone would tell nothing.
        this.beginAnew();
        closed = await this.#underWay(this.#closeOnce());
      }
      return await this.#addedTo(closed);
    } catch (error) {
      this.beginAnew();
      this.#writer.meet(error);
      return [];
    }
  }

  /** Has what could not be said when the trace was closed said as soon as it can be: its row is not committed. */
  keep(): void {
    this.#isForgotten = false;
    if (this.#isNew) this.#writer.schedule(this);
  }

  /** Has the journal forgotten: the row is committed. */
  remove(): void {
    this.#isForgotten = true;
    this.#isNew = true;
    this.#writer.remove(this.traceId, this.#closedSize);
  }

  /** What it has written counts no more. */
  release(): void {
    this.#isCounted = false;
    this.#forgetLength();
  }

  #requireRoom(): void {
    if (!this.#isFull) return;
    throw new JournalError(`The journal of trace '${this.traceId}' is full: a limit was met.`);
  }

  async #closeOnce(): Promise<ClosedJournal> {
    if (this.#isNew) this.#written = 0;
    const closed = await this.#writer.close(this.traceId, joinEntries(this.#take()));
    this.#written += 1;
    return closed;
  }

  /** What others wrote; where it cannot be read, the journal is kept. */
  async #addedTo(closed: ClosedJournal): Promise<readonly StepState[]> {
    if (closed.size > this.#written) {
      const own = new Set(this.#trace.steps.map(({ id }) => id));
      const steps = readJournal(await closed.texts())?.steps ?? [];
      this.#closedSize = closed.size;
      return steps.filter(({ id }) => !own.has(id));
    }
    this.#closedSize = closed.size;
    return [];
  }

  async #writeOnce(): Promise<void> {
    let isFirst = this.#isNew;
    const steps = this.#steps;
    const hadMetadata = this.#isMetadataDue;
    let text = this.#admitted(this.#take(), isFirst);
    if (isFirst) this.#written = 0;
    try {
      while (!(await this.#writer.append(this.traceId, text, isFirst))) {
        // It was forgotten, or taken by recovery: all is said from the beginning, which is always taken.
        this.#isNew = true;
        this.#written = 0;
        isFirst = true;
        text = this.#admitted(this.#take(), isFirst);
      }
      this.#written += 1;
      this.#writer.succeed();
    } catch (error) {
      this.#isNew ||= isFirst;
      this.#isMetadataDue ||= hadMetadata;
      for (const step of steps) this.#dueAgain(step);
      this.#writer.fail(error, this);
      throw error;
    }
  }

  /** Keeps a command in sight until it has its answer; then, what is due goes on. */
  #underWay<T>(command: Promise<T>): Promise<T> {
    const writing: Promise<void> = command.then(
      () => this.#settle(writing),
      (error: unknown) => {
        this.#settle(writing);
        throw error;
      },
    );
    this.#writing = writing;
    // The writer has heard of a fault, whether or not somebody waits for it.
    writing.catch(() => {});
    return command;
  }

  #settle(writing: Promise<void>): void {
    if (this.#writing !== writing) return;
    this.#writing = undefined;
    if (this.#steps.length > 0 || this.#isMetadataDue) this.#writer.schedule(this);
  }

  #dueAgain(step: RecordedStep): void {
    if (step.isDue) return;
    step.isDue = true;
    this.#steps.push(step);
  }

  /** The entries as one text; or, where a bound is met, that it is. */
  #admitted(entries: readonly string[], isFirst: boolean): string {
    const text = joinEntries(entries);
    if (!this.#isCounted) return text;
    if (isFirst) this.#forgetLength();
    if (this.#writer.admit(this.#length, text.length)) {
      this.#length += text.length;
      return text;
    }
    if (!this.#isFull) this.#writer.refused += entries.length;
    this.#isFull = true;
    this.#isNew = isFirst;
    this.#isMetadataDue = true;
    return joinEntries(this.#take());
  }

  #forgetLength(): void {
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
