import { Link } from "@tanstack/react-router";
import type { TraceItem } from "../api/queries.js";
import { formatMilliseconds } from "../format/format-duration.js";
import { formatAge, formatStart, formatTime } from "../format/format-time.js";
import { StatusMark } from "../ui/status-mark.js";
import { Text } from "../ui/text.js";
import styles from "./trace-table.module.css";

interface CellProps {
  readonly trace: TraceItem;
}

export function StatusCell({ trace: { status } }: CellProps) {
  return <StatusMark status={status} />;
}

/** The link of the row: all of it can be clicked. */
export function SkillCell({ trace: { traceId, skillName } }: CellProps) {
  return (
    <Link to="/traces/$id" params={{ id: traceId }} className={styles["link"]}>
      <Text isCut>{skillName}</Text>
    </Link>
  );
}

export function ExecutionCell({ trace: { executionId } }: CellProps) {
  if (executionId === undefined) return <span className={styles["muted"]}>–</span>;
  return (
    <Text isCut isMono>
      {executionId}
    </Text>
  );
}

export function StartCell({ trace: { startedAt } }: CellProps) {
  const date = new Date(startedAt);
  return (
    <time dateTime={startedAt} title={formatTime(date)}>
      {formatStart(date, { now: new Date() })}
    </time>
  );
}

export function DurationCell({ trace: { status, startedAt, totalDurationMs } }: CellProps) {
  if (status === "running" && totalDurationMs === undefined)
    return (
      <span className={styles["muted"]}>
        since {formatAge(new Date(startedAt), { now: new Date() }).replace(" ago", "")}
      </span>
    );
  return formatMilliseconds(totalDurationMs);
}

export function ErrorCell({ trace: { errorMessage } }: CellProps) {
  return errorMessage === undefined ? null : <Text isCut>{errorMessage}</Text>;
}
