import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { failuresQuery } from "../api/queries.js";
import { GroupBadges } from "../failures/group-badges.js";
import { Template } from "../failures/template.js";
import { formatCount } from "../format/format-number.js";
import { formatAge, formatTime } from "../format/format-time.js";
import type { TimeSearch } from "../time/time-range.js";
import { Answer } from "../ui/answer.js";
import { Panel } from "../ui/panel.js";
import { Text } from "../ui/text.js";
import styles from "./overview.module.css";

const SHOWN = 6;

/** The kinds of failure that were seen last. */
export function FailuresToSee({ time }: { readonly time: TimeSearch }) {
  const failures = useQuery(failuresQuery({ orderBy: "lastSeen" }, time));
  const now = new Date();
  return (
    <Panel title="Latest kinds of failure" aside={<Link to="/failures">All kinds</Link>} isFlush>
      <Answer query={failures} lines={SHOWN}>
        {({ groups }) =>
          groups.length === 0 ? (
            <p className={styles["none"]}>Nothing failed in this time.</p>
          ) : (
            <ol className={styles["list"]}>
              {groups.slice(0, SHOWN).map((group) => (
                <li key={group.group}>
                  <Link to="/failures/$group" params={{ group: group.group }}>
                    <Template isCut>{group.template}</Template>
                    <span className={styles["figure"]}>{formatCount(group.count)}×</span>
                    <span className={styles["about"]}>
                      <GroupBadges group={group} />
                      <Text isCut>{group.skills.map(({ skillName }) => skillName).join(", ")}</Text>
                    </span>
                    <span className={styles["when"]} title={formatTime(new Date(group.lastSeen))}>
                      {formatAge(new Date(group.lastSeen), { now })}
                    </span>
                  </Link>
                </li>
              ))}
            </ol>
          )
        }
      </Answer>
    </Panel>
  );
}
