import type { TraceContext } from "@steptrace/core";

/** What a suite asks of a context. */
export interface ContextRequest {
  readonly ttlSeconds: number;
}

/** Makes a context that is empty and apart from all others, and sees to it that what it needs is closed at the end. */
export type MakeContext = (request: ContextRequest) => TraceContext | Promise<TraceContext>;
