import type { FinalStatus } from "../model/status.js";
import { type Clock, systemClock } from "../ports/clock.js";
import {
  type ClosedJournal,
  FIRST_JOINED_STEP_ID,
  type HeldJournal,
  JOURNAL_RENEW_EVERY_MS,
  type JournalLook,
  type KeptText,
  type SilentTrace,
  type StepJournal,
} from "../ports/step-journal.js";

const MICROS_PER_MS = 1000;

interface PlacedText {
  readonly place: string;
  readonly text: string;
}

/** A journal in the process's memory, for tests: it outlives tracers, not the process. */
export class InMemoryStepJournal implements StepJournal {
  readonly renewEveryMs: number = JOURNAL_RENEW_EVERY_MS;
  readonly #clock: Clock;
  readonly #open = new Map<string, PlacedText[]>();
  readonly #closed = new Map<string, PlacedText[]>();
  readonly #setAside = new Set<string>();
  readonly #ended = new Map<string, FinalStatus>();
  readonly #heard = new Map<string, number>();
  readonly #reserved = new Map<string, number>();
  #places = 0;

  constructor({ clock = systemClock }: { readonly clock?: Clock } = {}) {
    this.#clock = clock;
  }

  async open(traceId: string, text: string): Promise<KeptText> {
    const texts = this.#open.get(traceId) ?? [];
    this.#open.set(traceId, texts);
    this.#heard.set(traceId, this.#clock.now());
    return this.#keep(texts, text);
  }

  async append(traceId: string, text: string, after?: string): Promise<KeptText | undefined> {
    const texts = this.#open.get(traceId);
    if (texts === undefined || (after !== undefined && !holds(texts, after))) return undefined;
    return this.#keep(texts, text);
  }

  async renew(traces: readonly HeldJournal[]): Promise<ReadonlyMap<string, number>> {
    const known = new Map<string, number>();
    for (const { traceId, place } of traces) {
      const texts = this.#open.get(traceId) ?? [];
      if (!this.#heard.has(traceId)) continue;
      this.#heard.set(traceId, this.#clock.now());
      if (place === undefined || holds(texts, place)) known.set(traceId, texts.length);
    }
    return known;
  }

  async close(traceId: string, text: string, after?: string): Promise<ClosedJournal> {
    if (after !== undefined && !holds(this.#all(traceId), after)) {
      const size = this.#closed.get(traceId)?.length ?? 0;
      return { place: "", size, isWhole: false, texts: () => this.read(traceId) };
    }
    const isOpen = this.#open.has(traceId);
    const texts = this.#takeOpen(traceId);
    const last = texts.at(-1);
    const isSaid = !isOpen && last?.text === text;
    const kept = isSaid ? { place: last.place, size: texts.length } : this.#keep(texts, text);
    this.#closed.set(traceId, texts);
    this.#setAside.delete(traceId);
    this.#heard.set(traceId, this.#clock.now());
    return { ...kept, isWhole: true, texts: () => this.read(traceId) };
  }

  async take(traceId: string): Promise<readonly string[]> {
    if (this.#open.has(traceId)) this.#setAside.delete(traceId);
    const texts = this.#takeOpen(traceId);
    if (texts.length > 0) this.#closed.set(traceId, texts);
    return texts.map(({ text }) => text);
  }

  async read(traceId: string): Promise<readonly string[]> {
    return this.#all(traceId).map(({ text }) => text);
  }

  async look(traceId: string, place?: string): Promise<JournalLook> {
    const open = this.#open.get(traceId);
    const all = this.#all(traceId);
    return {
      isOpen: open !== undefined,
      holds: place !== undefined && holds(open ?? [], place),
      size: open?.length ?? 0,
      texts: (open === undefined ? firstAndLast(all) : open.slice(0, 1)).map(({ text }) => text),
      ended: this.#ended.get(traceId),
    };
  }

  async remove(traceId: string, texts: number, status?: FinalStatus): Promise<boolean> {
    if ((this.#closed.get(traceId)?.length ?? 0) > texts) return false;
    const isRemoved = this.#closed.delete(traceId);
    if (status !== undefined) this.#ended.set(traceId, status);
    if (!this.#open.has(traceId)) this.#heard.delete(traceId);
    return isRemoved;
  }

  async setAside(traceId: string, texts: number): Promise<boolean> {
    const closed = this.#closed.get(traceId);
    if (closed === undefined || closed.length > texts || this.#setAside.has(traceId)) return false;
    this.#setAside.add(traceId);
    if (!this.#open.has(traceId)) this.#heard.delete(traceId);
    return true;
  }

  async *silent(forMs: number): AsyncIterable<SilentTrace> {
    const before = this.#clock.now() - forMs;
    const silent = [...this.#heard].filter(([, lastHeardMs]) => lastHeardMs <= before);
    yield* silent.sort(([, a], [, b]) => a - b).map(([traceId, lastHeardMs]) => ({ traceId, lastHeardMs }));
  }

  async reserveStepIds(traceId: string, count: number, startedAtMs: number): Promise<number> {
    const sinceStartUs = Math.max(0, Math.trunc((this.#clock.now() - startedAtMs) * MICROS_PER_MS));
    const first = this.#reserved.get(traceId) ?? FIRST_JOINED_STEP_ID + sinceStartUs;
    this.#reserved.set(traceId, first + count);
    return first;
  }

  #keep(texts: PlacedText[], text: string): KeptText {
    this.#places += 1;
    const place = `${this.#places}`;
    texts.push({ place, text });
    return { place, size: texts.length };
  }

  #all(traceId: string): PlacedText[] {
    return [...(this.#closed.get(traceId) ?? []), ...(this.#open.get(traceId) ?? [])];
  }

  /** What was closed before, and what is open; open no longer. */
  #takeOpen(traceId: string): PlacedText[] {
    const texts = this.#all(traceId);
    this.#open.delete(traceId);
    return texts;
  }
}

function firstAndLast(texts: readonly PlacedText[]): readonly PlacedText[] {
  return [...texts.slice(0, 1), ...texts.slice(1).slice(-1)];
}

function holds(texts: readonly PlacedText[], place: string): boolean {
  return texts.some((text) => text.place === place);
}
