import {
  type ClosedJournal,
  type FinalStatus,
  type HeldJournal,
  InMemoryStepJournal,
  JournalError,
  type JournalLook,
  type KeptText,
} from "../src/index.js";

/** A journal whose store a test takes away and brings back, or has forget everything. */
export class SwitchableJournal extends InMemoryStepJournal {
  isDown = false;
  /** Whether what it does is done, and its answers are lost. */
  isMute = false;
  /** How often it was written to, also in vain. */
  writes = 0;
  #saved: readonly string[] = [];

  override open(traceId: string, text: string): Promise<KeptText> {
    this.writes += 1;
    return this.#answer(() => super.open(traceId, text));
  }

  override append(traceId: string, text: string, after?: string): Promise<KeptText | undefined> {
    this.writes += 1;
    return this.#answer(() => super.append(traceId, text, after));
  }

  override renew(traces: readonly HeldJournal[]): Promise<ReadonlyMap<string, number>> {
    return this.#answer(() => super.renew(traces));
  }

  override close(traceId: string, text: string, after?: string): Promise<ClosedJournal> {
    return this.#answer(() => super.close(traceId, text, after));
  }

  override look(traceId: string, place?: string): Promise<JournalLook> {
    return this.#answer(() => super.look(traceId, place));
  }

  override remove(traceId: string, texts: number, status?: FinalStatus): Promise<boolean> {
    return this.#answer(() => super.remove(traceId, texts, status));
  }

  /** Keeps what is said of a trace by now. */
  async save(traceId: string): Promise<void> {
    this.#saved = await this.read(traceId);
  }

  /** As a Redis that comes back with what it had saved of a trace. */
  async restore(traceId: string): Promise<void> {
    await this.forget(traceId);
    for (const text of this.#saved) await super.open(traceId, text);
  }

  /** As a Redis that comes back empty. */
  async forget(traceId: string): Promise<void> {
    const texts = await this.take(traceId);
    await super.remove(traceId, texts.length);
  }

  async #answer<T>(act: () => Promise<T>): Promise<T> {
    if (this.isDown) throw new JournalError("the journal is down");
    const answer = await act();
    if (this.isMute) throw new JournalError("the journal does not answer");
    return answer;
  }
}
