import type { LiveEvent, LiveSource } from "@steptrace/server/client";
import { createContext, use, useEffect, useRef } from "react";

/** How live events come in: not wanted; not to be had; being asked for; coming; lost, and asked for again. */
export type LiveState = "off" | "unavailable" | "connecting" | "live" | "lost";

/** Who is told of events. */
export type LiveListener = (events: readonly LiveEvent[]) => void;

/** The live events, as components have them. */
export interface Live {
  readonly state: LiveState;
  /** Where they come from; absent where there are none, or nobody knows yet. */
  readonly source?: LiveSource | undefined;
  /** @returns what ends it */
  listen(listener: LiveListener): () => void;
}

export const LiveContext = createContext<Live>({ state: "off", listen: () => () => undefined });

/** How live events come in. */
export function useLive(): Live {
  return use(LiveContext);
}

/** Tells a component of every batch of events while it is shown. */
export function useLiveEvents(listener: LiveListener): void {
  const { listen } = useLive();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => listen((events) => newest.current(events)), [listen]);
}
