import type { StorageAnswer } from "@steptrace/server/client";
import { Badge } from "../ui/badge.js";
import { Panel } from "../ui/panel.js";
import { Text } from "../ui/text.js";
import styles from "./storage.module.css";

const LOOKS = { well: "success", warning: "timeout", error: "failed", unknown: "quiet" } as const;

/** Everything that was looked at, and what was seen. */
export function Examinations({
  storage: { services, examinations, notes },
}: {
  readonly storage: StorageAnswer;
}) {
  if (examinations.length === 0) return null;
  const hasRedis = services.some(({ name }) => name === "redis");
  return (
    <Panel title="What was looked at" isFlush>
      <ul>
        {examinations.map(({ name, state, summary }) => (
          <li key={name} className={styles["examination"]}>
            <span>{name}</span>
            <Badge look={LOOKS[state]}>{state}</Badge>
            <span className={styles["muted"]}>
              <Text>{summary}</Text>
            </span>
          </li>
        ))}
      </ul>
      {notes.map(({ about, text }) => (
        <p key={`${about} ${text}`} className={styles["note"]}>
          {about}: <Text most={2000}>{text}</Text>
        </p>
      ))}
      {!hasRedis && (
        <p className={styles["note"]}>
          No Redis was given: traces are shown once they have ended, and a process that dies takes with it
          what it had not stored. With <code>--redis-url</code> neither is so.
        </p>
      )}
    </Panel>
  );
}
