import type { PointsAnswer, SkillOverview, SkillsAnswer } from "@steptrace/server/client";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { formatMilliseconds } from "../format/format-duration.js";
import { formatCount, formatShare } from "../format/format-number.js";
import { useRowKeys } from "../keys/use-row-keys.js";
import { bucketOf } from "../time/time-range.js";
import { ChangeMark } from "../ui/change-mark.js";
import { Sparkline } from "../ui/sparkline.js";
import { Text } from "../ui/text.js";
import styles from "./skill-table.module.css";
import { pointSlices, sparkSlices } from "./spark-slices.js";

/** A line for each skill: how often it ran, how often it failed, how long it took; each beside the time before. */
export function SkillTable({
  answer,
  points,
}: {
  readonly answer: SkillsAnswer;
  /** The same traces one by one, where they are known. */
  readonly points: PointsAnswer | undefined;
}) {
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <table ref={table} className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">Skill</th>
          <th scope="col" className={styles["number"]}>
            Runs
          </th>
          <th scope="col" className={styles["number"]}>
            Failure rate
          </th>
          <th scope="col" className={styles["number"]}>
            P50
          </th>
          <th scope="col" className={styles["number"]}>
            P95
          </th>
          <th scope="col">Runs over time</th>
        </tr>
      </thead>
      <tbody>
        {answer.skills.map((skill) => (
          <SkillRow key={skill.skillName} skill={skill} answer={answer} points={points} />
        ))}
      </tbody>
    </table>
  );
}

function SkillRow({
  skill: { skillName, stats, trend },
  answer,
  points,
}: {
  readonly skill: SkillOverview;
  readonly answer: SkillsAnswer;
  readonly points: PointsAnswer | undefined;
}) {
  const range = { from: new Date(answer.from), to: new Date(answer.to) };
  const slices =
    points?.isComplete === true
      ? pointSlices(
          points.points.filter(([, , , , name]) => name === skillName),
          range,
        )
      : sparkSlices(stats.series ?? [], range, bucketOf(range, range.to));
  return (
    <tr>
      <th scope="row">
        <Link to="/traces" search={{ skill: skillName }} data-row="">
          <Text isCut>{skillName}</Text>
        </Link>
      </th>
      <td className={styles["number"]} data-label="Runs">
        <Changed
          change={trend?.count.change}
          before={`which had ${formatCount(trend?.count.before ?? 0)}`}
          value={formatCount(stats.count)}
        />
      </td>
      <td className={styles["number"]} data-label="Failure rate">
        <Changed
          change={trend?.failureRate.change}
          before={`which had ${formatShare(trend?.failureRate.before)}`}
          isMoreBad
          value={
            stats.failures === 0 ? (
              formatShare(stats.failureRate)
            ) : (
              <Link to="/failures" search={{ skill: skillName }} className={styles["bad"]}>
                {formatShare(stats.failureRate)}
              </Link>
            )
          }
        />
      </td>
      <td className={styles["number"]} data-label="P50">
        <Changed
          change={trend?.p50Ms.change}
          before={`which had ${formatMilliseconds(trend?.p50Ms.before)}`}
          isMoreBad
          value={formatMilliseconds(stats.p50Ms)}
        />
      </td>
      <td className={styles["number"]} data-label="P95">
        <Changed
          change={trend?.p95Ms.change}
          before={`which had ${formatMilliseconds(trend?.p95Ms.before)}`}
          isMoreBad
          value={formatMilliseconds(stats.p95Ms)}
        />
      </td>
      <td className={styles["spark"]}>
        <Sparkline slices={slices} label={`${stats.count} runs, ${stats.failures} failed`} />
      </td>
    </tr>
  );
}

function Changed({
  value,
  ...change
}: { readonly value: React.ReactNode } & React.ComponentProps<typeof ChangeMark>) {
  return (
    <span className={styles["changed"]}>
      <ChangeMark {...change} />
      <span>{value}</span>
    </span>
  );
}
