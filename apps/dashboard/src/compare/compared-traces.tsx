import { Link } from "@tanstack/react-router";
import { useChangeSearch } from "../app/use-change-search.js";
import { formatDuration, formatMilliseconds } from "../format/format-duration.js";
import { formatChange } from "../format/format-number.js";
import { formatTime } from "../format/format-time.js";
import { Button } from "../ui/button.js";
import { StatusMark } from "../ui/status-mark.js";
import { Text } from "../ui/text.js";
import styles from "./compare.module.css";
import type { Comparison } from "./comparison.js";

/** What the two traces are, and how their totals differ. */
export function ComparedTraces({ comparison: { a, b } }: { readonly comparison: Comparison }) {
  return (
    <div className={styles["pair"]}>
      <TraceCard side="a" trace={a} />
      <TraceCard side="b" trace={b} other={a} />
    </div>
  );
}

function TraceCard({
  side,
  trace,
  other,
}: {
  readonly side: "a" | "b";
  readonly trace: Comparison["a"];
  readonly other?: Comparison["a"];
}) {
  const change = useChangeSearch();
  const { traceId, skillName, executionId, status, startedAt, totalDurationMs, stepCount, errorMessage } =
    trace;
  return (
    <section className={styles["card"]} aria-label={`Trace ${side.toUpperCase()}`}>
      <header>
        <span className={styles["side"]}>{side.toUpperCase()}</span>
        <h2>
          <Link to="/traces/$id" params={{ id: traceId }}>
            <Text isCut>{skillName}</Text>
          </Link>
        </h2>
        <StatusMark status={status} />
        <Button look="plain" onClick={() => change({ [side]: undefined })}>
          Another
        </Button>
      </header>
      <p className={styles["figure"]}>
        {formatMilliseconds(totalDurationMs)} <TotalChange trace={trace} other={other} />
      </p>
      <p className={styles["muted"]}>
        {stepCount} {stepCount === 1 ? "step" : "steps"} · {formatTime(new Date(startedAt))}
      </p>
      <p className={styles["muted"]}>
        <Text isCut isMono>
          {executionId ?? traceId}
        </Text>
      </p>
      {errorMessage !== undefined && (
        <p className={styles["error"]}>
          <Text most={400}>{errorMessage}</Text>
        </p>
      )}
    </section>
  );
}

function TotalChange({
  trace: { totalDurationMs: after },
  other,
}: {
  readonly trace: Comparison["a"];
  readonly other: Comparison["a"] | undefined;
}) {
  const before = other?.totalDurationMs;
  if (before === undefined || after === undefined || before === 0) return null;
  const difference = after - before;
  if (difference === 0) return <small>as long as A</small>;
  return (
    <small className={difference > 0 ? styles["slower"] : styles["faster"]}>
      {difference > 0 ? "+" : ""}
      {formatDuration(difference * 1000)}, {formatChange(after / before - 1)}
    </small>
  );
}
