import { lastEndUs, waterfallRows } from "@steptrace/core/browser";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isRunning, type LiveEvent, type TraceSkeleton, type TraceSource } from "../source/trace-source.js";
import { applyEvents } from "./apply-events.js";

/** What is heard of a trace is drawn this often: milliseconds. */
const DRAW_EVERY_MS = 250;

/**
 * Keeps a trace that runs up to date with what is heard of it, and gives the present moment in microseconds since its start; 0 for
 * one that has ended.
 */
export function useLive(source: TraceSource, skeleton: TraceSkeleton | undefined): number {
  const client = useQueryClient();
  const isWatched = skeleton !== undefined && isRunning(skeleton) && source.watch !== undefined;
  const [nowUs, setNowUs] = useState(0);
  useEffect(() => {
    if (!isWatched) return;
    const key = ["trace", source.traceId, "skeleton"];
    const waiting: LiveEvent[] = [];
    const stop = source.watch?.((events) => waiting.push(...events));
    // By its steps, not by the clock of this machine, which may go wrong.
    const known = client.getQueryData<TraceSkeleton>(key);
    const endUs = known === undefined ? 0 : lastEndUs(waterfallRows(known.steps));
    const began = performance.now();
    const timer = setInterval(() => {
      const events = waiting.splice(0);
      if (events.some(({ kind }) => kind === "finalized")) void client.invalidateQueries({ queryKey: key });
      if (events.length > 0)
        client.setQueryData<TraceSkeleton>(key, (before) => before && applyEvents(before, events));
      setNowUs(Math.round(endUs + (performance.now() - began) * 1000));
    }, DRAW_EVERY_MS);
    return () => {
      stop?.();
      clearInterval(timer);
    };
  }, [client, source, isWatched]);
  return isWatched ? nowUs : 0;
}
