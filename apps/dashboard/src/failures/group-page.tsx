import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { failuresQuery, type Group, groupTracesQuery } from "../api/queries.js";
import { readFailuresFilter } from "../api/read-search.js";
import { grouped } from "../format/format-number.js";
import { formatTime } from "../format/format-time.js";
import { readTimeSearch, resolveRange, type TimeRange } from "../time/time-range.js";
import { TraceTable } from "../traces/trace-table.js";
import { Answer } from "../ui/answer.js";
import { Message } from "../ui/message.js";
import { Page } from "../ui/page.js";
import { Panel } from "../ui/panel.js";
import { Text, TextBlock } from "../ui/text.js";
import styles from "./failures.module.css";
import { GroupBadges } from "./group-badges.js";
import { GroupSparkline } from "./group-sparkline.js";
import { Template } from "./template.js";

/** A kind of failure: what is known of it, and its failures. */
export function GroupPage() {
  const { group: id } = useParams({ from: "/failures/$group" });
  const search = useSearch({ from: "/failures/$group" });
  const { skill } = readFailuresFilter(search);
  const time = readTimeSearch(search);
  const groups = useQuery(failuresQuery({ ...(skill !== undefined && { skill }) }, time));
  const traces = useInfiniteQuery(groupTracesQuery(id, skill, time));
  const group = groups.data?.groups.find((one) => one.group === id);
  const items = traces.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Kind of failure"
      about={
        <>
          <Link to="/failures">All kinds</Link>
          {skill !== undefined && (
            <>
              {" "}
              · of <Text most={100}>{skill}</Text>
            </>
          )}
        </>
      }
    >
      {group !== undefined && <Summary group={group} range={resolveRange(time, new Date())} />}
      <Panel title="Its failures" isFlush>
        <Answer query={traces} lines={8}>
          {() =>
            items.length === 0 ? (
              <Message icon="search" title="None in this time">
                <p>Choose a longer time above.</p>
              </Message>
            ) : (
              <TraceTable
                traces={items}
                isComplete={!traces.hasNextPage}
                isLoading={traces.isFetchingNextPage}
                loadMore={() => void traces.fetchNextPage()}
              />
            )
          }
        </Answer>
      </Panel>
    </Page>
  );
}

function Summary({ group, range }: { readonly group: Group; readonly range: TimeRange }) {
  const { newest } = group;
  return (
    <Panel>
      <div className={styles["summary"]}>
        <p className={styles["headline"]}>
          <Template>{group.template}</Template> <GroupBadges group={group} />
        </p>
        <GroupSparkline group={group} range={range} />
      </div>
      <dl className={styles["facts"]}>
        <Fact name="In this time">{grouped(group.count)} failures</Fact>
        <Fact name="First seen">{formatTime(new Date(group.firstSeen))}</Fact>
        <Fact name="Last seen">{formatTime(new Date(group.lastSeen))}</Fact>
        <Fact name={group.skillCount === 1 ? "Skill" : `Skills (${group.skillCount})`}>
          {group.skills.map(({ skillName, count }) => (
            <div key={skillName}>
              <Link to="/traces" search={{ skill: skillName, status: "failed" }}>
                <Text most={80}>{skillName}</Text>
              </Link>{" "}
              {grouped(count)}
            </div>
          ))}
        </Fact>
        {group.steps.length > 0 && (
          <Fact name="Failed steps of the newest">
            {group.steps.map(({ name, count }) => (
              <div key={name}>
                <Text most={80} isMono empty="(unnamed)">
                  {name}
                </Text>{" "}
                {grouped(count)}
              </div>
            ))}
          </Fact>
        )}
      </dl>
      <p className={styles["newest"]}>
        <Link to="/traces/$id" params={{ id: newest.traceId }}>
          The newest of them
        </Link>
      </p>
      {newest.errorMessage !== undefined && (
        <details className={styles["message"]}>
          <summary>Its message in full</summary>
          <TextBlock>{newest.errorMessage}</TextBlock>
        </details>
      )}
    </Panel>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
