import { Link } from "@tanstack/react-router";
import type { Group } from "../api/queries.js";
import { formatCount, grouped } from "../format/format-number.js";
import { formatAge, formatTime } from "../format/format-time.js";
import type { TimeRange } from "../time/time-range.js";
import { Text } from "../ui/text.js";
import styles from "./failures.module.css";
import { GroupBadges } from "./group-badges.js";
import { GroupSparkline } from "./group-sparkline.js";
import { Struck } from "./struck.js";
import { Template } from "./template.js";

/** A kind of failure in a list; all of it leads to its page. */
export function GroupCard({
  group,
  range,
  skill,
}: {
  readonly group: Group;
  readonly range: TimeRange;
  readonly skill: string | undefined;
}) {
  const now = new Date();
  const [first, last] = [new Date(group.firstSeen), new Date(group.lastSeen)];
  return (
    <li className={styles["card"]}>
      <div className={styles["what"]}>
        <Link
          to="/failures/$group"
          params={{ group: group.group }}
          search={{ ...(skill !== undefined && { skill }) }}
          className={styles["link"]}
          data-row=""
        >
          {group.template === "" ? (
            <Text empty="(no message)">{""}</Text>
          ) : (
            <Template>{group.template}</Template>
          )}
        </Link>
        <p className={styles["about"]}>
          <GroupBadges group={group} />
          <Struck group={group} />
        </p>
      </div>
      <GroupSparkline group={group} range={range} />
      <p className={styles["count"]} title={`${grouped(group.count)} failures`}>
        {formatCount(group.count)}
      </p>
      <dl className={styles["seen"]}>
        <div title={formatTime(last)}>
          <dt>Last</dt>
          <dd>{formatAge(last, { now })}</dd>
        </div>
        <div title={formatTime(first)}>
          <dt>First</dt>
          <dd>{formatAge(first, { now })}</dd>
        </div>
      </dl>
    </li>
  );
}
