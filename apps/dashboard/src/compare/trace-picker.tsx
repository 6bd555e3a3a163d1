import { useInfiniteQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type TraceItem, tracesQuery } from "../api/queries.js";
import { useChangeSearch } from "../app/use-change-search.js";
import { formatMilliseconds } from "../format/format-duration.js";
import { formatAge } from "../format/format-time.js";
import { Answer } from "../ui/answer.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Message } from "../ui/message.js";
import { Panel } from "../ui/panel.js";
import { StatusMark } from "../ui/status-mark.js";
import { Text } from "../ui/text.js";
import styles from "./compare.module.css";

const SHOWN = 12;
const LONG = { range: "12mo" } as const;

/** Chooses one side: by its id, or among the newest. */
export function TracePicker({
  side,
  id,
  other,
  skill,
}: {
  readonly side: "a" | "b";
  /** What is chosen. */
  readonly id: string | undefined;
  /** What is chosen on the other side, and not offered here. */
  readonly other: string | undefined;
  /** Of which the newest are offered; of any, where it is absent. */
  readonly skill: string | undefined;
}) {
  const change = useChangeSearch();
  const [typed, setTyped] = useState("");
  const name = side.toUpperCase();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== "") change({ [side]: typed.trim() });
  };
  if (id !== undefined)
    return (
      <Panel title={`Trace ${name}`}>
        <p className={styles["chosen"]}>
          <Icon name="check" />
          <Text isMono isCut>
            {id}
          </Text>
          <Button onClick={() => change({ [side]: undefined })}>Another</Button>
        </p>
      </Panel>
    );
  return (
    <Panel title={`Trace ${name}`} isFlush>
      <form className={styles["form"]} onSubmit={submit}>
        <input
          type="text"
          aria-label={`Id of trace ${name}`}
          placeholder="Id of a trace"
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" look="main">
          Choose
        </Button>
      </form>
      {skill !== undefined && (
        <p className={styles["ofSkill"]}>
          The newest of <Text isCut>{skill}</Text>
          <Button onClick={() => change({ skill: undefined })}>All skills</Button>
        </p>
      )}
      <NewestTraces other={other} skill={skill} choose={(traceId) => change({ [side]: traceId })} />
    </Panel>
  );
}

function NewestTraces({
  other,
  skill,
  choose,
}: {
  readonly other: string | undefined;
  readonly skill: string | undefined;
  readonly choose: (traceId: string) => void;
}) {
  const newest = useInfiniteQuery(tracesQuery(skill === undefined ? {} : { skill }, LONG));
  return (
    <Answer query={newest} lines={6}>
      {({ pages: [first] }) => {
        const items: readonly TraceItem[] = first?.items ?? [];
        const offered = items.filter(({ traceId }) => traceId !== other).slice(0, SHOWN);
        if (offered.length === 0) return <Message icon="search" title="No other traces yet" />;
        return (
          <ul className={styles["offered"]} aria-label="The newest">
            {offered.map(({ traceId, skillName, executionId, status, startedAt, totalDurationMs }) => (
              <li key={traceId}>
                <button type="button" onClick={() => choose(traceId)}>
                  <StatusMark status={status} isWordless />
                  <Text isCut>{skillName}</Text>
                  <span className={styles["muted"]}>
                    <Text isCut>{executionId ?? traceId}</Text>
                  </span>
                  <span>{formatMilliseconds(totalDurationMs)}</span>
                  <span className={styles["muted"]}>
                    {formatAge(new Date(startedAt), { now: new Date() })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}
