import type { FailureExplanation, Step, TraceComparison } from "@steptrace/core";
import type {
  AnomaliesAnswer,
  FailuresAnswer,
  FeaturesAnswer,
  PointsAnswer,
  Problem,
  RunningAnswer,
  SimilarAnswer,
  SkillsAnswer,
  StatsAnswer,
  StepsAnswer,
  StorageAnswer,
  TraceSkeleton,
  TracesAnswer,
} from "../contract/answers.js";
import type { Wire } from "../contract/wire.js";

export interface ClientOptions {
  /** Where the API is. @default "/api/v1", of the page's own server */
  readonly base?: string;
  /** @default the platform's */
  readonly fetch?: typeof globalThis.fetch;
}

interface Range {
  /** ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

type Bucket = "hour" | "day" | "week" | "month";

/** What traces are searched by; an absent filter lets all pass. */
export interface TraceFilters extends Range {
  readonly skill?: string | undefined;
  readonly status?: string | undefined;
  readonly executionId?: string | undefined;
  /** Milliseconds. */
  readonly minDuration?: number | undefined;
  readonly maxDuration?: number | undefined;
  /** What the metadata contains, as JSON. */
  readonly metadata?: string | undefined;
  readonly text?: string | undefined;
}

interface Paging {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

type Values = Readonly<Record<string, string | number | undefined>>;

/** The server said no, or cannot be reached (status 0). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Asks the API of a steptrace server. Every call rejects with {@link ApiError} where it gets no answer. */
export class Client {
  readonly #base: string;
  readonly #fetch: typeof globalThis.fetch;

  constructor({ base = "/api/v1", fetch = globalThis.fetch.bind(globalThis) }: ClientOptions = {}) {
    this.#base = base;
    this.#fetch = fetch;
  }

  features(signal?: AbortSignal): Promise<FeaturesAnswer> {
    return this.#get("/features", {}, signal);
  }

  skills(
    options: Range & { readonly bucket?: Bucket | undefined },
    signal?: AbortSignal,
  ): Promise<SkillsAnswer> {
    return this.#get("/skills", { ...options }, signal);
  }

  stats(
    skill: string,
    options: Range & { readonly bucket?: Bucket | undefined; readonly bins?: number | undefined },
    signal?: AbortSignal,
  ): Promise<StatsAnswer> {
    return this.#get(`/skills/${encodeURIComponent(skill)}/stats`, { ...options }, signal);
  }

  steps(skill: string, options: Range, signal?: AbortSignal): Promise<StepsAnswer> {
    return this.#get(`/skills/${encodeURIComponent(skill)}/steps`, { ...options }, signal);
  }

  anomalies(skill: string, options: Range & Paging, signal?: AbortSignal): Promise<AnomaliesAnswer> {
    return this.#get(`/skills/${encodeURIComponent(skill)}/anomalies`, { ...options }, signal);
  }

  traces(options: TraceFilters & Paging, signal?: AbortSignal): Promise<TracesAnswer> {
    return this.#get("/traces", { ...options }, signal);
  }

  points(options: TraceFilters & { readonly limit?: number }, signal?: AbortSignal): Promise<PointsAnswer> {
    return this.#get("/traces/points", { ...options }, signal);
  }

  running(signal?: AbortSignal): Promise<RunningAnswer> {
    return this.#get("/running", {}, signal);
  }

  trace(id: string, signal?: AbortSignal): Promise<TraceSkeleton> {
    return this.#get(`/traces/${encodeURIComponent(id)}`, {}, signal);
  }

  /** @param index the step's place in the trace */
  step(id: string, index: number, signal?: AbortSignal): Promise<Wire<Step>> {
    return this.#get(`/traces/${encodeURIComponent(id)}/steps/${index}`, {}, signal);
  }

  similar(
    id: string,
    options: { readonly limit?: number; readonly minSimilarity?: number } = {},
    signal?: AbortSignal,
  ): Promise<SimilarAnswer> {
    return this.#get(`/traces/${encodeURIComponent(id)}/similar`, { ...options }, signal);
  }

  explanation(id: string, signal?: AbortSignal): Promise<Wire<FailureExplanation>> {
    return this.#get(`/traces/${encodeURIComponent(id)}/explanation`, {}, signal);
  }

  /** How trace `b` differs from trace `a`. */
  compare(a: string, b: string, signal?: AbortSignal): Promise<Wire<TraceComparison>> {
    return this.#get("/compare", { a, b }, signal);
  }

  failures(
    options: Range & {
      readonly skill?: string | undefined;
      readonly orderBy?: "count" | "lastSeen" | "firstSeen" | undefined;
      readonly limit?: number | undefined;
    },
    signal?: AbortSignal,
  ): Promise<FailuresAnswer> {
    return this.#get("/failures", { ...options }, signal);
  }

  failuresOfGroup(
    group: string,
    options: Range & Paging & { readonly skill?: string | undefined },
    signal?: AbortSignal,
  ): Promise<TracesAnswer> {
    return this.#get(`/failures/${encodeURIComponent(group)}/traces`, { ...options }, signal);
  }

  storage(signal?: AbortSignal): Promise<StorageAnswer> {
    return this.#get("/storage", {}, signal);
  }

  /** Exchanges the server's token for a cookie that the browser keeps. */
  async signIn(token: string): Promise<void> {
    const init = {
      method: "POST",
      body: JSON.stringify({ token }),
      headers: { "content-type": "application/json" },
    };
    const response = await this.#ask(`${this.#base}/session`, init);
    if (!response.ok) throw await errorOf(response);
  }

  /** Where live events come from, for an `EventSource`. */
  eventsUrl(
    filter: { readonly skill?: string; readonly status?: string; readonly traceId?: string } = {},
  ): string {
    return this.#base + withQuery("/events", { ...filter });
  }

  /** Where a trace can be had as a file. */
  exportUrl(id: string, format: "html" | "json"): string {
    return `${this.#base}/traces/${encodeURIComponent(id)}/export?format=${format}`;
  }

  async #get<T>(path: string, values: Values, signal: AbortSignal | undefined): Promise<T> {
    const response = await this.#ask(this.#base + withQuery(path, values), signal ? { signal } : {});
    if (!response.ok) throw await errorOf(response);
    return (await response.json()) as T;
  }

  async #ask(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#fetch(url, init);
    } catch (cause) {
      if (init.signal?.aborted === true) throw cause;
      throw new ApiError("The server cannot be reached. Is `steptrace serve` still running?", 0);
    }
  }
}

function withQuery(path: string, values: Values): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(given.map(([key, value]): [string, string] => [key, String(value)]));
  return given.length === 0 ? path : `${path}?${query}`;
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  return new ApiError(body?.detail ?? `The server answered ${response.status}.`, response.status);
}
