import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { type Clock, systemClock } from "../ports/clock.js";
import type { TraceContext } from "../ports/trace-context.js";
import { requireId } from "../validation/require-text.js";

const DEFAULT_TTL_SECONDS = 3600;
const DEFAULT_MAX_ENTRIES = 100_000;
const MS_PER_SECOND = 1000;
/** Renewed four times within its time to live, an entry survives a missed renewal or two. */
const RENEWALS_PER_TTL = 4;

export interface InMemoryTraceContextOptions {
  /** Seconds until an entry expires; `Infinity` for never. @default 3600 */
  readonly ttlSeconds?: number;
  /** Entries kept at most; the one that would expire first makes room. @default 100000 */
  readonly maxEntries?: number;
  readonly clock?: Clock;
}

interface Entry {
  readonly traceId: string;
  readonly expiresAtMs: number;
}

/** The context of a single process, in its memory: for tests, for the embedded store, and where there is no Redis. */
export class InMemoryTraceContext implements TraceContext {
  readonly renewEveryMs: number;
  readonly #ttlMs: number;
  readonly #maxEntries: number;
  readonly #clock: Clock;
  /** In the order of expiry: every entry lives equally long, and setting one moves it to the end. */
  readonly #entries = new Map<string, Entry>();

  /** @throws {InvalidArgumentError} for an option that is no number above 0 */
  constructor(options: InMemoryTraceContextOptions = {}) {
    const {
      ttlSeconds = DEFAULT_TTL_SECONDS,
      maxEntries = DEFAULT_MAX_ENTRIES,
      clock = systemClock,
    } = options;
    this.#maxEntries = requirePositive("maxEntries", maxEntries);
    this.#ttlMs = requirePositive("ttlSeconds", ttlSeconds) * MS_PER_SECOND;
    this.renewEveryMs = this.#ttlMs / RENEWALS_PER_TTL;
    this.#clock = clock;
  }

  async setTraceId(executionId: string, traceId: string): Promise<void> {
    requireId("executionId", executionId);
    requireId("traceId", traceId);
    this.#set(executionId, traceId);
  }

  async getTraceId(executionId: string): Promise<string | undefined> {
    return this.#entry(executionId)?.traceId;
  }

  async renew(executionId: string): Promise<boolean> {
    const entry = this.#entry(executionId);
    if (entry !== undefined) this.#set(executionId, entry.traceId);
    return entry !== undefined;
  }

  async deleteTraceId(executionId: string): Promise<void> {
    this.#entries.delete(requireId("executionId", executionId));
  }

  async getTtl(executionId: string): Promise<number | undefined> {
    const entry = this.#entry(executionId);
    return entry && Math.ceil((entry.expiresAtMs - this.#clock.monotonic()) / MS_PER_SECOND);
  }

  async *getAllExecutions(): AsyncIterable<string> {
    this.#dropExpired();
    yield* [...this.#entries.keys()];
  }

  async clearAll(): Promise<number> {
    this.#dropExpired();
    const count = this.#entries.size;
    this.#entries.clear();
    return count;
  }

  #set(executionId: string, traceId: string): void {
    this.#entries.delete(executionId);
    this.#entries.set(executionId, { traceId, expiresAtMs: this.#clock.monotonic() + this.#ttlMs });
    this.#dropExpired();
  }

  #entry(executionId: string): Entry | undefined {
    this.#dropExpired();
    return this.#entries.get(requireId("executionId", executionId));
  }

  #dropExpired(): void {
    const now = this.#clock.monotonic();
    for (const [executionId, { expiresAtMs }] of this.#entries) {
      if (expiresAtMs > now && this.#entries.size <= this.#maxEntries) return;
      this.#entries.delete(executionId);
    }
  }
}

function requirePositive(option: string, value: unknown): number {
  if (typeof value === "number" && value > 0) return value;
  throw new InvalidArgumentError(option, "a number above 0", value);
}
