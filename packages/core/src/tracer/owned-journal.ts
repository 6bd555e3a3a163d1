import { intentEntry, type JournalIntent, metadataEntry, startEntry } from "../journal/encode-journal.js";
import { type JournaledTrace, readJournal } from "../journal/read-journal.js";
import type { ClosedJournal, HeldJournal, KeptText, StepJournal } from "../ports/step-journal.js";
import type { Answer, JournalChannel, TextPosition } from "./journal-channel.js";
import type { LiveTrace } from "./live-trace.js";

/** The journal of a trace, to the process that has started it: opened with its first text, closed with its last. */
export class OwnedJournal implements JournalChannel, HeldJournal {
  readonly #trace: LiveTrace;
  readonly #journal: StepJournal;
  readonly #metadataBytes: number;
  /** Of our last text, as far as we know. */
  #place: string | undefined;
  /** Our texts, since all was said from the beginning. */
  #written = 0;
  /** Those that may be ours: also what was sent, and not answered; and what was said before, where that is not gone. */
  #sent = 0;
  #intent: JournalIntent | undefined;
  #closed: ClosedJournal | undefined;
  /** Whether others have written. */
  #isJoined = false;

  constructor(trace: LiveTrace, journal: StepJournal, metadataBytes: number) {
    this.#trace = trace;
    this.#journal = journal;
    this.#metadataBytes = metadataBytes;
  }

  get traceId(): string {
    return this.#trace.start.traceId;
  }

  get place(): string | undefined {
    return this.#place;
  }

  get isJoined(): boolean {
    return this.#isJoined;
  }

  /** How the trace ends: the last text says so from now on, and closes the journal. */
  set intent(intent: JournalIntent) {
    this.#intent = intent;
  }

  beginning(): readonly string[] {
    return [startEntry(this.#trace.start)];
  }

  metadata(): string {
    return metadataEntry(this.#trace.metadata, this.#metadataBytes);
  }

  end(): readonly string[] {
    return this.#intent === undefined ? [] : [intentEntry(this.#intent)];
  }

  async send(text: string, { isFirst, isLast }: TextPosition): Promise<Answer> {
    if (isFirst) {
      this.#place = undefined;
      this.#written = 0;
    }
    this.#sent += 1;
    if (this.#intent !== undefined && isLast) return this.#close(text);
    const kept = isFirst
      ? await this.#journal.open(this.traceId, text)
      : await this.#journal.append(this.traceId, text, this.#place);
    if (kept === undefined) {
      this.meetLoss();
      return "say all";
    }
    this.#keep(kept);
    return "taken";
  }

  /** Takes note that the journal was forgotten, in part or whole, or taken by recovery: so may be who would find the trace. */
  meetLoss(): void {
    void this.#trace.runtime.correlation.restore(this.#trace);
  }

  /** Takes note of how many texts the journal holds by now. */
  meetSize(size: number): void {
    this.#isJoined ||= this.#canBeJoined && size > this.#sent;
  }

  /** Nobody finds a trace that has no execution id. */
  get #canBeJoined(): boolean {
    return this.#trace.start.executionId !== undefined;
  }

  /** What others have written into the closed journal; `undefined` for nothing. @throws {JournalError} */
  async readOthers(): Promise<JournaledTrace | undefined> {
    if (this.#closed === undefined || this.#closed.size <= this.#written) return undefined;
    return readJournal(await this.#closed.texts());
  }

  /** Has the closed journal forgotten, unless somebody has written since. @throws {JournalError} */
  async remove(): Promise<void> {
    const status = this.#canBeJoined ? this.#intent?.status : undefined;
    // Where the answer to the closing was lost, it may have been carried out: of ours there is one text more then.
    const size = this.#closed?.size ?? this.#written + 1;
    await this.#journal.remove(this.traceId, size, status);
  }

  async #close(text: string): Promise<Answer> {
    const closed = await this.#journal.close(this.traceId, text, this.#place);
    if (!closed.isWhole) return "say all";
    this.#closed = closed;
    this.#keep(closed);
    return "taken";
  }

  #keep({ place, size }: KeptText): void {
    // A last text that was there already was counted then.
    if (place !== this.#place) this.#written += 1;
    if (size === 1) this.#sent = 1;
    this.#place = place;
    this.meetSize(size);
  }
}
