import { type Database, declaredIndexes } from "@steptrace/postgres-store";
import type { PartitionSize } from "../diagnosis.js";
import { type Examined, examine } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { readFailures } from "./examine-failures.js";
import { readIndexes } from "./examine-indexes.js";
import { readLocks } from "./examine-locks.js";
import { type PartitionFacts, readPartitions } from "./examine-partitions.js";
import { readRecovered } from "./examine-recovered.js";
import { judgeFailures } from "./judge-failures.js";
import { judgeIndexes } from "./judge-indexes.js";
import { judgeLocks } from "./judge-locks.js";
import { judgeMonths } from "./judge-months.js";
import { judgeRecovered } from "./judge-recovered.js";
import { judgeStatistics } from "./judge-statistics.js";

/** What was seen of the table. */
export interface TableExamination {
  readonly examinations: readonly Examined[];
  readonly partitions: readonly PartitionSize[];
}

/** What takes no lock on the table first: behind somebody's lock, the rest may wait for its time limit. */
export async function examineTracesTable(
  database: Database,
  thresholds: Required<Thresholds>,
  now: Date,
): Promise<TableExamination> {
  const locks = database.isShared ? [await examineLocks(database, thresholds)] : [];
  const indexes = await examine(
    "indexes",
    () => readIndexes(database),
    (facts) => judgeIndexes(facts, declaredIndexes(database.schema)),
  );
  const reading = readPartitions(database);
  const read = (): typeof reading => reading;
  const [months, statistics, recovered, failures] = await Promise.all([
    examine("months", read, (facts) => judgeMonths(facts, thresholds, now)),
    examine("statistics", read, (facts) => judgeStatistics(facts, thresholds)),
    examine("recovered", () => readRecovered(database), judgeRecovered),
    examine("failures", () => readFailures(database), judgeFailures),
  ]);
  const partitions = await reading.then((facts) => facts.partitions).catch(() => []);
  return {
    examinations: [months, indexes, statistics, ...locks, recovered, failures],
    partitions: partitions.map(sizeOf),
  };
}

function examineLocks(database: Database, thresholds: Required<Thresholds>): Promise<Examined> {
  return examine(
    "locks",
    () => readLocks(database),
    (facts) => judgeLocks(facts, thresholds),
  );
}

function sizeOf(partition: PartitionFacts): PartitionSize {
  const { relation: _, heapBytes: __, isDetachPending: ___, isBeingDetached: ____, ...size } = partition;
  return size;
}
