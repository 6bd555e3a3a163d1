import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { pointsQuery } from "../api/queries.js";
import type { TraceFilter } from "../api/trace-filter.js";
import { useChangeSearch } from "../app/use-change-search.js";
import { grouped } from "../format/format-number.js";
import { resolveRange, type TimeSearch } from "../time/time-range.js";
import { Answer } from "../ui/answer.js";
import { Panel } from "../ui/panel.js";
import { StatusMark } from "../ui/status-mark.js";
import styles from "./plot-panel.module.css";
import { ScatterPlot } from "./scatter-plot.js";

const STATUSES = ["success", "failed", "timeout"] as const;

/** How long traces took, over when they began; a rectangle that is drawn on it becomes the filter. */
export function PlotPanel({ filter, time }: { readonly filter: TraceFilter; readonly time: TimeSearch }) {
  const change = useChangeSearch();
  const navigate = useNavigate();
  const query = useQuery(pointsQuery(filter, time));
  const { from, to = new Date() } = resolveRange(time, new Date());
  return (
    <Panel
      title="Duration over time"
      aside={
        <div className={styles["legend"]}>
          {STATUSES.map((status) => (
            <StatusMark key={status} status={status} />
          ))}
          <span className={styles["hint"]}>Drag to choose a time and durations</span>
        </div>
      }
    >
      <div className={styles["place"]}>
        <Answer query={query} lines={5}>
          {({ points, isComplete }) => (
            <>
              {points.length === 0 ? (
                <p className={styles["none"]}>No finished traces to show</p>
              ) : (
                <ScatterPlot
                  points={points}
                  from={from ?? new Date(points.at(-1)?.[0] ?? 0)}
                  to={to}
                  choose={({ since, until, minDuration, maxDuration }) =>
                    change({
                      range: undefined,
                      since,
                      until,
                      ...(minDuration !== undefined && { minDuration, maxDuration }),
                    })
                  }
                  open={(id) => void navigate({ to: "/traces/$id", params: { id } })}
                />
              )}
              {!isComplete && (
                <p className={styles["note"]}>
                  The newest {grouped(points.length)} are drawn; choose a shorter time for others.
                </p>
              )}
            </>
          )}
        </Answer>
      </div>
    </Panel>
  );
}
