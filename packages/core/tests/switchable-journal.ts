import { InMemoryStepJournal, JournalError } from "../src/index.js";

/** A journal whose store a test takes away and brings back, or has forget everything. */
export class SwitchableJournal extends InMemoryStepJournal {
  isDown = false;
  /** How often it was written to, also in vain. */
  writes = 0;

  override append(traceId: string, text: string, isFirst: boolean): Promise<boolean> {
    this.writes += 1;
    return this.#answer(() => super.append(traceId, text, isFirst));
  }

  override renew(traceIds: readonly string[]): Promise<readonly string[]> {
    return this.#answer(() => super.renew(traceIds));
  }

  override close(traceId: string, text: string): ReturnType<InMemoryStepJournal["close"]> {
    return this.#answer(() => super.close(traceId, text));
  }

  override remove(traceId: string, texts: number): Promise<boolean> {
    return this.#answer(() => super.remove(traceId, texts));
  }

  /** As a Redis that comes back empty. */
  async forget(traceId: string): Promise<void> {
    const texts = await this.take(traceId);
    await super.remove(traceId, texts.length);
  }

  async #answer<T>(act: () => Promise<T>): Promise<T> {
    if (this.isDown) throw new JournalError("the journal is down");
    return act();
  }
}
