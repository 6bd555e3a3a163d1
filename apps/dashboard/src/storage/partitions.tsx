import type { StorageAnswer } from "@steptrace/server/client";
import { formatBytes } from "@steptrace/terminal/text";
import { formatCount } from "../format/format-number.js";
import { formatTime } from "../format/format-time.js";
import { CopyButton } from "../ui/copy-button.js";
import { Message } from "../ui/message.js";
import { Panel } from "../ui/panel.js";
import { Text } from "../ui/text.js";
import { monthText } from "./month-text.js";
import styles from "./storage.module.css";

type Partition = StorageAnswer["partitions"][number];

const RETENTION = "steptrace maintain --keep 12 --dry-run";

/** The months that are kept, how many traces each has, and what it takes. */
export function Partitions({ partitions }: { readonly partitions: readonly Partition[] }) {
  const bytes = partitions.reduce((all, partition) => all + partition.bytes, 0);
  const rows = partitions.reduce((all, { liveRows }) => all + liveRows, 0);
  const largest = Math.max(1, ...partitions.map((partition) => partition.bytes));
  return (
    <Panel
      title="Months"
      aside={
        partitions.length > 0 && (
          <span className={styles["muted"]}>
            {formatBytes(bytes)} · some {formatCount(rows)} traces
          </span>
        )
      }
      isFlush
    >
      {partitions.length === 0 ? (
        <Message icon="storage" title="The months could not be looked at" />
      ) : (
        <>
          <table className={styles["table"]}>
            <thead>
              <tr>
                <th scope="col">Month (UTC)</th>
                <th scope="col">Traces</th>
                <th scope="col">Rows</th>
                <th scope="col">Indexes</th>
                <th scope="col">In all</th>
                <th scope="col" className={styles["wide"]}>
                  <span className="only-heard">Share of the largest</span>
                </th>
                <th scope="col" className={styles["wide"]}>
                  Analysed
                </th>
              </tr>
            </thead>
            <tbody>
              {partitions.toReversed().map((partition) => (
                <PartitionRow key={partition.name} partition={partition} largest={largest} />
              ))}
            </tbody>
          </table>
          <div className={styles["retention"]}>
            <p>
              Old months go as a whole, when somebody asks for it. What would go if twelve were kept:{" "}
              <code>{RETENTION}</code>
            </p>
            <CopyButton text={RETENTION} />
          </div>
        </>
      )}
    </Panel>
  );
}

function PartitionRow({ partition, largest }: { readonly partition: Partition; readonly largest: number }) {
  const { name, from, to, bytes, tableBytes, indexBytes, liveRows, analyzedAt } = partition;
  return (
    <tr title={name}>
      <th scope="row">
        <Text>{monthText(from, to)}</Text>
      </th>
      <td>{formatCount(liveRows)}</td>
      <td>{formatBytes(tableBytes)}</td>
      <td>{formatBytes(indexBytes)}</td>
      <td>{formatBytes(bytes)}</td>
      <td className={styles["wide"]}>
        <span className={styles["share"]} style={{ width: `${(bytes / largest) * 100}%` }} />
      </td>
      <td className={styles["wide"]}>
        {analyzedAt === undefined ? "–" : formatTime(new Date(analyzedAt)).slice(0, 16)}
      </td>
    </tr>
  );
}
