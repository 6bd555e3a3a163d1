import type { SkillsAnswer } from "@steptrace/server/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { runningQuery } from "../api/queries.js";
import { formatCount, formatShare } from "../format/format-number.js";
import styles from "./figures.module.css";

/** What is true of all skills together, in a line of figures. */
export function Figures({ answer: { skills } }: { readonly answer: SkillsAnswer }) {
  const count = sum(skills.map(({ stats }) => stats.count));
  const failures = sum(skills.map(({ stats }) => stats.failures));
  const timeouts = sum(skills.map(({ stats }) => stats.timeouts));
  const running = useQuery(runningQuery).data;
  return (
    <dl className={styles["figures"]}>
      <Figure name="Executions">
        <Link to="/traces">{formatCount(count)}</Link>
      </Figure>
      <Figure name="Failed" about={timeouts > 0 ? `${formatCount(timeouts)} of them timed out` : undefined}>
        <Link to="/failures" className={failures > 0 ? styles["bad"] : undefined}>
          {formatCount(failures)}
        </Link>
      </Figure>
      <Figure name="Failure rate">{formatShare(count === 0 ? undefined : failures / count)}</Figure>
      <Figure name="Running now" about={running?.journal === false ? "not known without Redis" : undefined}>
        {running?.journal === true ? (
          <Link to="/traces" search={{ status: "running" }}>
            {formatCount(running.traces.length)}
          </Link>
        ) : (
          "–"
        )}
      </Figure>
    </dl>
  );
}

function Figure({
  name,
  about,
  children,
}: {
  readonly name: string;
  readonly about?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles["figure"]}>
      <dt>{name}</dt>
      <dd>
        {children}
        {about !== undefined && <small>{about}</small>}
      </dd>
    </div>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
