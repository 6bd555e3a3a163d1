import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { useLive } from "../api/live-context.js";
import { featuresQuery, runningQuery, type TraceItem, tracesQuery } from "../api/queries.js";
import type { TraceFilter } from "../api/trace-filter.js";
import { isMoving, type TimeSearch } from "../time/time-range.js";
import { Answer } from "../ui/answer.js";
import { Button } from "../ui/button.js";
import { Message } from "../ui/message.js";
import { Panel } from "../ui/panel.js";
import { matchesFilter } from "./matches-filter.js";
import { mergeTraces } from "./merge-traces.js";
import styles from "./trace-list.module.css";
import { TraceTable } from "./trace-table.js";
import { useNewTraces } from "./use-new-traces.js";

/** The traces that a filter lets through; those that run and those that have just ended on top. */
export function TraceList({ filter, time }: { readonly filter: TraceFilter; readonly time: TimeSearch }) {
  const place = useRef<HTMLDivElement>(null);
  const isAtTop = () => (place.current?.getBoundingClientRect().top ?? 0) > 0;
  const query = useInfiniteQuery(tracesQuery(filter, time));
  const running = useRunning(filter, time);
  const { waiting, show } = useNewTraces(filter, time, isAtTop);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const items = useMemo(() => mergeTraces(data?.pages.flatMap((page) => page.items) ?? [], []), [data]);
  const known = useMemo(() => new Set(items.map(({ traceId }) => traceId)), [items]);
  const all = useMemo(
    () => [...running.filter(({ traceId }) => !known.has(traceId)), ...items],
    [running, known, items],
  );
  return (
    <div ref={place}>
      {waiting > 0 && (
        <div className={styles["waiting"]}>
          <Button
            look="main"
            onClick={() => {
              show();
              place.current?.scrollIntoView();
            }}
          >
            {waiting === 1 ? "A new trace" : `${waiting} new traces`} above
          </Button>
        </div>
      )}
      <Panel isFlush>
        <Answer query={query} lines={12}>
          {() =>
            all.length === 0 ? (
              <NoTraces filter={filter} />
            ) : (
              <TraceTable
                traces={all}
                isComplete={!hasNextPage}
                isLoading={isFetchingNextPage}
                loadMore={() => void fetchNextPage()}
              />
            )
          }
        </Answer>
      </Panel>
    </div>
  );
}

const NONE: readonly TraceItem[] = [];

/** Those that run, where they are known and may stand in the list. */
function useRunning(filter: TraceFilter, time: TimeSearch): readonly TraceItem[] {
  const { state } = useLive();
  const isAsked = isMoving(time) && (filter.status === undefined || filter.status === "running");
  const { data } = useQuery({
    ...runningQuery,
    enabled: isAsked && (state !== "off" || filter.status === "running"),
  });
  return useMemo(() => {
    if (!isAsked) return NONE;
    return (data?.traces ?? [])
      .map(({ trace }) => trace)
      .filter((trace) => matchesFilter(trace, filter) === true);
  }, [data, isAsked, filter]);
}

function NoTraces({ filter }: { readonly filter: TraceFilter }) {
  const hasJournal = useQuery(featuresQuery).data?.journal;
  if (filter.status === "running" && hasJournal === false)
    return (
      <Message icon="clock" title="Running traces are not known here">
        <p>
          They are kept in Redis while they run, and this server was given none. With it they are shown, step
          by step:
        </p>
        <code>steptrace serve --redis-url redis://127.0.0.1:6379</code>
      </Message>
    );
  return (
    <Message icon="search" title={filter.status === "running" ? "Nothing runs just now" : "No such traces"}>
      {Object.keys(filter).length === 0 ? (
        <p>
          Nothing was recorded in this time.{" "}
          <Link to="/traces" search={{ range: "12mo" }}>
            Look at the last 12 months
          </Link>
        </p>
      ) : (
        <p>
          Nothing in this time passes all filters. <Link to="/traces">Take the filters away</Link>
        </p>
      )}
    </Message>
  );
}
