import { JournalError } from "../errors/journal-error.js";
import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import { fullEntry, joinEntries, stepEntry } from "../journal/encode-journal.js";
import type { Answer, JournalChannel, TextPosition } from "./journal-channel.js";
import type { JournalWriter } from "./journal-writer.js";
import type { LiveTrace } from "./live-trace.js";
import type { RecordedStep } from "./recorded-step.js";

/** Characters of one text, about: it must come within a time limit also on a slow line. */
const TEXT_LENGTH = 256 * 1024;

/** Entries that are written together. */
interface Batch extends TextPosition {
  readonly entries: readonly string[];
  readonly steps: readonly RecordedStep[];
  readonly hasMetadata: boolean;
}

/**
 * What this process has still to say of one trace in its journal. Its entries are whole states: where an answer is lost or
 * the journal was forgotten, they are said again.
 */
export abstract class TraceJournal<C extends JournalChannel = JournalChannel> {
  protected readonly trace: LiveTrace;
  protected readonly writer: JournalWriter;
  protected readonly channel: C;
  /** Those that have changed since they were last said. */
  #steps: RecordedStep[] = [];
  #isMetadataDue: boolean;
  /** Whether all is to be said, for nothing is known to be in the journal. */
  #isNew = true;
  /** Characters that were written, while they count. */
  #length = 0;
  #isCounted = true;
  /** Whether a bound was met: nothing is said any more but the end. */
  #isFull = false;
  #isForgotten = false;
  /** Whether nothing is tried for a while, for the journal is not open. */
  #isWaiting = false;
  /** Why nothing is taken any more. */
  #ended: TraceFinalizedError | undefined;
  #writing: Promise<void> | undefined;

  constructor(trace: LiveTrace, writer: JournalWriter, channel: C) {
    this.trace = trace;
    this.writer = writer;
    this.channel = channel;
    this.#isMetadataDue = channel.metadata() !== undefined;
  }

  get traceId(): string {
    return this.trace.start.traceId;
  }

  /** Whether nothing more is taken. */
  get isEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Whether all that was said has its answer, and is in the journal as far as we know. */
  get isSettled(): boolean {
    return this.#writing === undefined && !this.#isNew;
  }

  get isDue(): boolean {
    if (this.#isForgotten || this.#ended !== undefined) return false;
    return this.#isMetadataDue || this.#steps.length > 0 || (this.#isNew && this.trace.steps.length > 0);
  }

  note(step: RecordedStep): void {
    if (step.isDue) return;
    if (this.#isFull) {
      this.writer.refused += 1;
      return;
    }
    step.isDue = true;
    this.#steps.push(step);
    this.#schedule();
  }

  noteMetadata(): void {
    if (this.#isFull) return;
    this.#isMetadataDue = true;
    this.#schedule();
  }

  /** Says all from the beginning, the next time. */
  beginAnew(): void {
    this.#isNew = true;
    this.#isMetadataDue = this.channel.metadata() !== undefined;
  }

  /** Has what is due said as soon as it can be. */
  keep(): void {
    this.#isForgotten = false;
    this.#isWaiting = false;
    if (this.isDue) this.writer.schedule(this);
  }

  /** Says nothing more: the row is committed. */
  forget(): void {
    this.#isForgotten = true;
    this.beginAnew();
  }

  /**
   * Resolves when the step, as it is now, is in the journal.
   *
   * @throws {JournalError} where it is not: the journal cannot be written, or a bound was met
   * @throws {TraceFinalizedError} where a joined trace has ended before
   */
  async journaled(step: RecordedStep): Promise<void> {
    this.#requireRoom();
    // It may be in the text that is under way.
    if (!this.#isUnsaid(step)) await this.#writing;
    while (this.#isUnsaid(step)) {
      await this.#writing?.catch(() => {});
      if (this.#ended !== undefined) throw this.#ended;
      if (this.#isForgotten) return;
      if (this.#writing === undefined && this.writer.fault !== undefined) throw this.writer.fault;
      if (this.#isUnsaid(step)) await this.write();
      this.#requireRoom();
    }
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

  /** Writes all that is due, and the end. @throws {JournalError} */
  async writeEnd(): Promise<void> {
    // What is under way has to be in the journal before the last word; whether it fails matters no more.
    await this.#writing?.catch(() => {});
    this.#isForgotten = false;
    do await this.#underWay(this.#writeOnce());
    while (this.isDue);
  }

  /** What it has written counts no more. */
  release(): void {
    this.writer.release(this.#length);
    this.#length = 0;
  }

  /** Nor does what it will write: the end has to be said. */
  releaseEnd(): void {
    this.#isCounted = false;
    this.release();
  }

  /** Takes note that nothing is taken any more; what was not said by then is counted, and told once. */
  end(error: TraceFinalizedError): void {
    if (this.#ended !== undefined) return;
    if (this.isDue) this.writer.report(error);
    this.writer.refused += this.#steps.length;
    this.#ended = error;
    this.trace.endElsewhere(error);
    this.writer.leave(this);
  }

  #requireRoom(): void {
    if (!this.#isFull) return;
    throw new JournalError(`The journal of trace '${this.traceId}' is full: a limit was met.`);
  }

  #schedule(): void {
    if (this.#writing === undefined && !this.#isWaiting) this.writer.schedule(this);
  }

  #isUnsaid(step: RecordedStep): boolean {
    return step.isDue || this.#isNew;
  }

  async #writeOnce(): Promise<void> {
    for (;;) {
      const answer = await this.#sendOnce();
      if (answer === "taken") {
        this.writer.succeed();
        return;
      }
      this.beginAnew();
      if (answer === "wait") {
        if (!this.#isWaiting) this.writer.wait(this);
        this.#isWaiting = true;
        throw this.#awayError();
      }
    }
  }

  async #sendOnce(): Promise<Answer> {
    const batch = this.#take();
    try {
      return await this.channel.send(joinEntries(this.#admitted(batch)), batch);
    } catch (error) {
      // What was to be said is due still.
      if (batch.isFirst) this.beginAnew();
      this.#isMetadataDue ||= batch.hasMetadata;
      for (const step of batch.steps) this.#dueAgain(step);
      if (error instanceof TraceFinalizedError) this.end(error);
      else this.writer.fail(error, this);
      throw error;
    }
  }

  #awayError(): JournalError {
    return new JournalError(
      `The journal of trace '${this.traceId}' is not open: it was forgotten, or recovery took it. Its process opens it anew, if that is alive.`,
    );
  }

  /** Keeps a command in sight until it has its answer; then, what is due goes on: after a fault, the writer sees to that. */
  #underWay(command: Promise<void>): Promise<void> {
    const writing: Promise<void> = command.then(
      () => this.#settle(writing),
      (error: unknown) => {
        if (this.#writing === writing) this.#writing = undefined;
        throw error;
      },
    );
    this.#writing = writing;
    // The writer has heard of a fault, whether or not somebody waits for it.
    writing.catch(() => {});
    return writing;
  }

  #settle(writing: Promise<void>): void {
    if (this.#writing !== writing) return;
    this.#writing = undefined;
    if (this.isDue) this.writer.schedule(this);
  }

  #dueAgain(step: RecordedStep): void {
    if (step.isDue) return;
    step.isDue = true;
    this.#steps.push(step);
  }

  /** The entries; or, where a bound is met, that it is. */
  #admitted({ entries, isFirst, isLast }: Batch): readonly string[] {
    if (!this.#isCounted) return entries;
    if (isFirst) this.release();
    const length = entries.reduce((sum, entry) => sum + entry.length + 1, 1);
    if (this.writer.admit(this.#length, length)) {
      this.#length += length;
      return entries;
    }
    if (!this.#isFull) this.writer.refused += entries.length + this.#steps.length;
    this.#isFull = true;
    this.#clearSteps();
    return this.#withoutSteps({ isFirst, isLast });
  }

  #withoutSteps({ isFirst, isLast }: TextPosition): readonly string[] {
    const metadata = this.channel.metadata();
    return [
      ...(isFirst ? this.channel.beginning() : []),
      ...(metadata === undefined ? [] : [metadata]),
      fullEntry(),
      ...(isLast ? this.channel.end() : []),
    ];
  }

  #clearSteps(): readonly RecordedStep[] {
    const steps = this.#steps;
    for (const step of steps) step.isDue = false;
    this.#steps = [];
    return steps;
  }

  /** What is due, as far as it goes into one text; it is due no longer. */
  #take(): Batch {
    const isFirst = this.#isNew;
    const hasMetadata = this.#isMetadataDue;
    const changed = this.#clearSteps();
    this.#isNew = false;
    this.#isMetadataDue = false;
    if (this.#isFull) {
      const position = { isFirst, isLast: true };
      return { ...position, hasMetadata, steps: [], entries: this.#withoutSteps(position) };
    }
    const entries = isFirst ? [...this.channel.beginning()] : [];
    const metadata = hasMetadata ? this.channel.metadata() : undefined;
    if (metadata !== undefined) entries.push(metadata);
    const due = isFirst ? this.trace.steps : changed;
    const count = this.#addSteps(due, entries);
    for (const step of due.slice(count)) this.#dueAgain(step);
    const isLast = count === due.length;
    if (isLast) entries.push(...this.channel.end());
    return { isFirst, isLast, hasMetadata, steps: due.slice(0, count), entries };
  }

  /** Adds steps up to the length of a text. @returns how many */
  #addSteps(steps: readonly RecordedStep[], entries: string[]): number {
    const { attributesBytes } = this.writer.limits;
    let length = 0;
    let count = 0;
    for (const step of steps) {
      if (length >= TEXT_LENGTH) break;
      const entry = stepEntry(step, attributesBytes);
      length += entry.length;
      count += 1;
      entries.push(entry);
    }
    return count;
  }
}
