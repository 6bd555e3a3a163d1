import { type Clock, systemClock } from "../ports/clock.js";
import type { ClosedJournal, SilentTrace, StepJournal } from "../ports/step-journal.js";

const RENEW_EVERY_MS = 15_000;
/** Where the ids of joining processes begin: beyond those of the trace's own. */
const FIRST_JOINED_ID = 1_000_001;

/** A journal in the process's memory, for tests: it outlives tracers, not the process. */
export class InMemoryStepJournal implements StepJournal {
  readonly renewEveryMs: number = RENEW_EVERY_MS;
  readonly #clock: Clock;
  readonly #open = new Map<string, string[]>();
  readonly #closed = new Map<string, string[]>();
  readonly #heard = new Map<string, number>();
  readonly #reserved = new Map<string, number>();

  constructor({ clock = systemClock }: { readonly clock?: Clock } = {}) {
    this.#clock = clock;
  }

  async append(traceId: string, text: string, isFirst: boolean): Promise<boolean> {
    const texts = this.#open.get(traceId);
    if (texts === undefined && !isFirst) return false;
    if (texts === undefined) this.#open.set(traceId, [text]);
    else texts.push(text);
    if (isFirst) this.#heard.set(traceId, this.#clock.now());
    return true;
  }

  async renew(traceIds: readonly string[]): Promise<readonly string[]> {
    const forgotten = traceIds.filter((traceId) => !this.#heard.has(traceId));
    for (const traceId of traceIds) if (this.#heard.has(traceId)) this.#heard.set(traceId, this.#clock.now());
    return forgotten;
  }

  async close(traceId: string, text: string): Promise<ClosedJournal> {
    const texts = [...this.#takeOpen(traceId), text];
    this.#closed.set(traceId, texts);
    this.#heard.set(traceId, this.#clock.now());
    return { size: texts.length, texts: () => this.read(traceId) };
  }

  async take(traceId: string): Promise<readonly string[]> {
    const texts = this.#takeOpen(traceId);
    if (texts.length > 0) this.#closed.set(traceId, texts);
    return [...texts];
  }

  async read(traceId: string): Promise<readonly string[]> {
    return [...(this.#closed.get(traceId) ?? []), ...(this.#open.get(traceId) ?? [])];
  }

  async remove(traceId: string, texts: number): Promise<boolean> {
    if ((this.#closed.get(traceId)?.length ?? 0) > texts) return false;
    const isRemoved = this.#closed.delete(traceId);
    if (!this.#open.has(traceId)) {
      this.#heard.delete(traceId);
      this.#reserved.delete(traceId);
    }
    return isRemoved;
  }

  async *silent(forMs: number): AsyncIterable<SilentTrace> {
    const before = this.#clock.now() - forMs;
    const silent = [...this.#heard].filter(([, lastHeardMs]) => lastHeardMs <= before);
    yield* silent.sort(([, a], [, b]) => a - b).map(([traceId, lastHeardMs]) => ({ traceId, lastHeardMs }));
  }

  async reserveStepIds(traceId: string, count: number): Promise<number> {
    const first = this.#reserved.get(traceId) ?? FIRST_JOINED_ID;
    this.#reserved.set(traceId, first + count);
    return first;
  }

  /** What was closed before, and what is open; open no longer. */
  #takeOpen(traceId: string): string[] {
    const texts = [...(this.#closed.get(traceId) ?? []), ...(this.#open.get(traceId) ?? [])];
    this.#open.delete(traceId);
    return texts;
  }
}
