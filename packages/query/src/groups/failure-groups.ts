import type { Database } from "@steptrace/postgres-store";
import { countGroups } from "./count-groups.js";
import { describeGroups } from "./describe-groups.js";
import type { FailureGroup } from "./failure-group.js";
import { type GroupOrder, groupRows, requireQuestion, toSearch } from "./group-search.js";
import { selectOldest } from "./select-oldest.js";

/** Some megabytes of long messages at a time, whatever the history holds. */
const PAGE_SIZE = 1000;

export interface FailureGroupsOptions {
  /** @default all skills */
  readonly skillName?: string;
  /** @default the beginning */
  readonly startDate?: Date;
  /** @default now; startDate, where that is later */
  readonly endDate?: Date;
  /** The most failures first, or what was last seen last, or what was first seen last. @default "count" */
  readonly orderBy?: GroupOrder;
  /** @default 20 */
  readonly limit?: number;
  /** The shortest silence, in days, after which a group counts as having come back. @default 7 */
  readonly silentDays?: number;
  /** Since when a group counts as new, or as having come back. @default startDate; without one, 7 days before endDate */
  readonly newSince?: Date;
}

/**
 * The groups of failures in range, exact over all of them.
 *
 * @param pageSize failures that are read at a time, of those whose columns are not filled in
 */
export async function failureGroups(
  database: Database,
  options: FailureGroupsOptions,
  now: Date,
  pageSize: number = PAGE_SIZE,
): Promise<readonly FailureGroup[]> {
  const question = requireQuestion(options, now);
  const startDate = question.startDate ?? (await readOldest(database));
  if (startDate === undefined || startDate > question.endDate || question.limit === 0) return [];
  const search = toSearch(question, startDate);
  const groups = await countGroups(database, search, pageSize);
  return groups.counted.length === 0 ? [] : describeGroups(database, search, groups);
}

async function readOldest(database: Database): Promise<Date | undefined> {
  const [row] = await groupRows<{ readonly started_at: string }>(database, selectOldest(database));
  return row === undefined ? undefined : new Date(row.started_at);
}
