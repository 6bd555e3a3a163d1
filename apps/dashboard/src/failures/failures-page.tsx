import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { type FailureOrder, failuresQuery } from "../api/queries.js";
import { readFailuresFilter } from "../api/read-search.js";
import { useChangeSearch } from "../app/use-change-search.js";
import { useRowKeys } from "../keys/use-row-keys.js";
import { readTimeSearch, resolveRange } from "../time/time-range.js";
import { Answer } from "../ui/answer.js";
import { Message } from "../ui/message.js";
import { Page } from "../ui/page.js";
import { Panel } from "../ui/panel.js";
import { Segments } from "../ui/segments.js";
import { Text } from "../ui/text.js";
import styles from "./failures.module.css";
import { GroupCard } from "./group-card.js";

const ORDERS: readonly { readonly value: FailureOrder; readonly label: string }[] = [
  { value: "count", label: "Most frequent" },
  { value: "lastSeen", label: "Seen last" },
  { value: "firstSeen", label: "Newest kind" },
];

/** Failures by what their messages have in common. */
export function FailuresPage() {
  const search = useSearch({ from: "/failures" });
  const change = useChangeSearch();
  const filter = readFailuresFilter(search);
  const time = readTimeSearch(search);
  const failures = useQuery(failuresQuery(filter, time));
  const list = useRef<HTMLOListElement>(null);
  useRowKeys(list);
  return (
    <Page
      title="Failures"
      about="By what their messages have in common; what varies is left out."
      actions={
        <Segments
          label="Order"
          segments={ORDERS}
          value={filter.orderBy ?? "count"}
          choose={(orderBy) => change({ orderBy: orderBy === "count" ? undefined : orderBy })}
        />
      }
    >
      {filter.skill !== undefined && (
        <p className={styles["scope"]}>
          Of <Text most={100}>{filter.skill}</Text> ·{" "}
          <Link to="/failures" search={{ ...(filter.orderBy && { orderBy: filter.orderBy }) }}>
            of all skills
          </Link>
        </p>
      )}
      <Panel isFlush>
        <Answer query={failures} lines={10}>
          {({ groups }) =>
            groups.length === 0 ? (
              <Message icon="check" title="Nothing failed in this time">
                <p>When something does, failures of a kind stand here together.</p>
              </Message>
            ) : (
              <ol ref={list}>
                {groups.map((group) => (
                  <GroupCard
                    key={group.group}
                    group={group}
                    range={resolveRange(time, new Date())}
                    skill={filter.skill}
                  />
                ))}
              </ol>
            )
          }
        </Answer>
      </Panel>
    </Page>
  );
}
