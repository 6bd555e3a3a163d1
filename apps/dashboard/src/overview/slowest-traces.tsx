import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { pointsQuery } from "../api/queries.js";
import { formatMilliseconds } from "../format/format-duration.js";
import { grouped } from "../format/format-number.js";
import { formatAge, formatTime } from "../format/format-time.js";
import type { TimeSearch } from "../time/time-range.js";
import { Answer } from "../ui/answer.js";
import { Panel } from "../ui/panel.js";
import { StatusMark } from "../ui/status-mark.js";
import { Text } from "../ui/text.js";
import styles from "./overview.module.css";
import { slowestPoints } from "./slowest-points.js";

const SHOWN = 6;

/** The executions that took longest, of the newest three thousand. */
export function SlowestTraces({ time }: { readonly time: TimeSearch }) {
  const points = useQuery(pointsQuery({}, time));
  const now = new Date();
  return (
    <Panel title="Slowest executions" aside={<Link to="/traces">All in a plot</Link>} isFlush>
      <Answer query={points} lines={SHOWN}>
        {({ points: all, isComplete }) => (
          <>
            <ol className={styles["list"]}>
              {slowestPoints(all, SHOWN).map(([startedAt, durationMs, status, traceId, skillName]) => (
                <li key={traceId}>
                  <Link to="/traces/$id" params={{ id: traceId }}>
                    <span className={styles["name"]}>
                      <Text isCut>{skillName}</Text>
                    </span>
                    <span className={styles["figure"]}>{formatMilliseconds(durationMs)}</span>
                    <span className={styles["about"]}>
                      <StatusMark status={status} />
                    </span>
                    <span className={styles["when"]} title={formatTime(new Date(startedAt))}>
                      {formatAge(new Date(startedAt), { now })}
                    </span>
                  </Link>
                </li>
              ))}
            </ol>
            {!isComplete && <p className={styles["note"]}>Of the newest {grouped(all.length)} executions</p>}
          </>
        )}
      </Answer>
    </Panel>
  );
}
