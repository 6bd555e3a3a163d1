import { failureGroup, hashText, sliceAt, sliceStarts } from "@steptrace/core";
import type { FailureGroupsOptions } from "../../src/index.js";

const DAY_MS = 86_400_000;

/** A failure as it was stored; its time in UTC, with microseconds and no zone. */
export interface StoredFailure {
  readonly trace_id: string;
  readonly started_at: string;
  readonly skill_name: string;
  readonly status: string;
  readonly error_message: string | null;
  /** The steps that failed. */
  readonly failed: readonly string[];
}

const instant = ({ started_at }: StoredFailure): Date => new Date(`${started_at.slice(0, 23)}Z`);

/** What is to be answered: every failure is looked at, one group after the other. */
export function bruteForceGroups(rows: readonly StoredFailure[], options: FailureGroupsOptions, now: Date) {
  const { skillName, endDate = now, orderBy = "count", limit = 20, silentDays = 7 } = options;
  const failures = rows
    .filter(({ status, error_message }) => ["failed", "timeout"].includes(status) && error_message !== null)
    .toSorted((a, b) => compare(b.started_at, a.started_at) || compare(b.trace_id, a.trace_id));
  const oldest = failures.at(-1);
  const startDate = options.startDate ?? (oldest && instant(oldest));
  if (startDate === undefined || startDate > endDate) return [];
  const since = options.newSince ?? options.startDate ?? new Date(endDate.getTime() - 7 * DAY_MS);
  const slices = sliceStarts({ startDate, endDate }, 24);
  const ofSkill = failures.filter((one) => skillName === undefined || one.skill_name === skillName);
  const groups = [...groupBy(ofSkill, (one) => failureGroup(one.error_message ?? "").template)].flatMap(
    ([template, all]) => {
      const inRange = all.filter((one) => instant(one) >= startDate && instant(one) <= endDate);
      const [newest] = inRange;
      const last = all[0];
      const first = all.at(-1);
      if (newest === undefined || first === undefined || last === undefined) return [];
      const before = all.find((one) => instant(one) < since);
      const after = all.findLast((one) => instant(one) >= since && instant(one) <= endDate);
      const silentForDays =
        before && after && (instant(after).getTime() - instant(before).getTime()) / DAY_MS;
      return {
        group: hashText(template),
        template,
        count: inRange.length,
        firstSeen: instant(first),
        lastSeen: instant(last),
        skills: ranked(inRange.map((one) => one.skill_name)).map(([name, count]) => ({
          skillName: name,
          count,
        })),
        skillCount: new Set(inRange.map((one) => one.skill_name)).size,
        steps: ranked(inRange.slice(0, 5).flatMap(({ failed }) => [...new Set(failed)])).map(
          ([name, count]) => ({
            name,
            count,
          }),
        ),
        sparkline: slices.map(
          (_, slice) => inRange.filter((one) => sliceAt(slices, instant(one)) === slice).length,
        ),
        newest: newest.trace_id,
        isNew: instant(first) >= since,
        isRegressed: silentForDays !== undefined && silentForDays >= silentDays,
        ...(silentForDays !== undefined && { silentForDays }),
        order: { newest: newest.started_at, first: first.started_at, last: last.started_at },
      };
    },
  );
  const keys = {
    count: (a: Group, b: Group) => b.count - a.count || compare(b.order.newest, a.order.newest),
    lastSeen: (a: Group, b: Group) => compare(b.order.last, a.order.last) || b.count - a.count,
    firstSeen: (a: Group, b: Group) => compare(b.order.first, a.order.first) || b.count - a.count,
  };
  type Group = (typeof groups)[number];
  return groups
    .toSorted((a, b) => keys[orderBy](a, b) || (BigInt(a.group) < BigInt(b.group) ? -1 : 1))
    .slice(0, limit)
    .map(({ order: _, ...group }) => group);
}

/** The ten most frequent, those of one count by name. */
function ranked(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = [...groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const);
  return counts.toSorted((a, b) => b[1] - a[1] || compare(a[0], b[0])).slice(0, 10);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
