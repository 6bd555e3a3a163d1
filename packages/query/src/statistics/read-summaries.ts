import { Summary } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type StatisticsQuestion, type StatisticsRow, selectStatistics } from "./select-statistics.js";

/** Summaries by skill, and of each by the beginning of a bucket. */
export type SummariesBySkill = ReadonlyMap<string, ReadonlyMap<number, Summary>>;

/**
 * Counts traces, by skill and bucket.
 *
 * @param bucketOf the beginning of the bucket that a moment lies in, both in milliseconds since 1970
 * @throws {StorageError}
 */
export async function readSummaries(
  database: Database,
  what: string,
  question: StatisticsQuestion,
  bucketOf: (ms: number) => number,
): Promise<SummariesBySkill> {
  const bySkill = new Map<string, Map<number, Summary>>();
  const statement = selectStatistics(database, question);
  const rows = statement === undefined ? [] : await database.rows<StatisticsRow>(what, statement);
  for (const row of rows) {
    const buckets = getOrMake(bySkill, row.skill_name, () => new Map<number, Summary>());
    getOrMake(buckets, bucketOf(Date.parse(row.period_start)), () => new Summary()).addEncoded(row);
  }
  return bySkill;
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
