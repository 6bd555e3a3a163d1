import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLiveEvents } from "../api/live-context.js";
import { type TraceItem, tracesQuery } from "../api/queries.js";
import type { TraceFilter } from "../api/trace-filter.js";
import { isMoving, type TimeSearch } from "../time/time-range.js";
import { matchesFilter } from "./matches-filter.js";
import { mergeTraces } from "./merge-traces.js";
import { traceOfEvent } from "./trace-of-event.js";

/** What of an answer is changed; its other parts stay. */
interface Page {
  readonly items: readonly TraceItem[];
}

/** With more than that the list is asked for anew, so that a page that is open for days does not grow for days. */
const MOST_ADDED = 1000;
/** What only the server can tell is asked at most so often. */
const PAUSE_MS = 1500;

/**
 * Puts traces that have just ended on top of their list. While somebody reads further down they wait, for nothing should move
 * under one's eyes: `waiting` says how many, `show` shows them.
 */
export function useNewTraces(
  filter: TraceFilter,
  time: TimeSearch,
  isAtTop: () => boolean,
): { readonly waiting: number; readonly show: () => void } {
  const client = useQueryClient();
  const held = useRef<readonly TraceItem[]>([]);
  const [waiting, setWaiting] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { queryKey } = tracesQuery(filter, time);
  const key = JSON.stringify(queryKey);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of it
  const show = useCallback(() => {
    const fresh = held.current;
    held.current = [];
    setWaiting(0);
    if (fresh.length === 0) return;
    let added = 0;
    client.setQueryData<InfiniteData<Page, unknown>>(queryKey, (data) => {
      const [first, ...others] = data?.pages ?? [];
      if (data === undefined || first === undefined) return data;
      const items = mergeTraces(first.items, fresh);
      added = items.length;
      return { ...data, pages: [{ ...first, items }, ...others] };
    });
    if (added > MOST_ADDED) void client.resetQueries({ queryKey });
  }, [client, key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: of another list, others wait
  useEffect(
    () => () => {
      held.current = [];
      setWaiting(0);
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [key],
  );

  /** Once an answer that is on its way is there: what was asked before an event may not have it, and would take its place. */
  const askAgain = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      if (client.isFetching({ queryKey }) > 0) askAgain();
      else void client.invalidateQueries({ queryKey });
    }, PAUSE_MS);
  };

  useLiveEvents((events) => {
    if (!isMoving(time)) return;
    const ended = events.flatMap((event) => traceOfEvent(event) ?? []);
    const judged = ended.map((trace) => ({ trace, matches: matchesFilter(trace, filter) }));
    const isOverdue = ended.length > 0 && client.isFetching({ queryKey }) > 0;
    if (isOverdue || judged.some(({ matches }) => matches === undefined)) askAgain();
    const fresh = judged.flatMap(({ trace, matches }) => (matches === true ? [trace] : []));
    if (fresh.length === 0) return;
    held.current = mergeTraces(held.current, fresh);
    if (isAtTop()) show();
    else setWaiting(held.current.length);
  });
  return { waiting, show };
}
