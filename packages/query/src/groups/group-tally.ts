import { failureGroup, sliceAt } from "@steptrace/core";
import type { RowKey } from "../by-keys.js";
import type { GroupSearch } from "./group-search.js";
import { earlier, later, newestOf } from "./newest-of.js";

/** A failure whose columns are not filled in. */
export interface UnfilledFailure extends RowKey {
  readonly skill_name: string;
  /** Or as much of it as says its group. */
  readonly error_message: string;
}

/** What was counted of one group; what says nothing else is of the range that is asked for. */
export interface TalliedGroup {
  count: number;
  first: string | undefined;
  last: string | undefined;
  newest: readonly RowKey[];
  readonly skills: Map<string, number>;
  /** Counts of each slice. */
  readonly slices: number[];
  /** The first and the last of all, whatever the range. */
  firstOfAll: string;
  lastOfAll: string;
  /** The last before the moment since when it is judged, and the first from then on to the end of the range. */
  lastBefore: string | undefined;
  firstSince: string | undefined;
}

/**
 * Counts the failures whose columns are not filled in, by the group that their messages say. What it holds grows with the groups
 * and their skills, and not with the failures.
 */
export class GroupTally {
  readonly #groups = new Map<string, TalliedGroup>();
  readonly #search: GroupSearch;
  #count = 0;
  #newest: RowKey | undefined;

  constructor(search: GroupSearch) {
    this.#search = search;
  }

  get groups(): ReadonlyMap<string, TalliedGroup> {
    return this.#groups;
  }

  /** How many failures were counted, of all times. */
  get count(): number {
    return this.#count;
  }

  /** The first that was offered; absent where none was. */
  get newest(): RowKey | undefined {
    return this.#newest;
  }

  /** Counts a failure. They come newest first. */
  offer(failure: UnfilledFailure): void {
    this.#count += 1;
    this.#newest ??= failure;
    const { started_at: startedAt } = failure;
    const { startDate, endDate, since } = this.#search;
    const group = this.#groupOf(failureGroup(failure.error_message).group, startedAt);
    group.firstOfAll = earlier(group.firstOfAll, startedAt);
    group.lastOfAll = later(group.lastOfAll, startedAt);
    // A bound is a whole millisecond, and its microseconds belong to it.
    const moment = new Date(startedAt);
    if (moment < since) group.lastBefore = later(group.lastBefore, startedAt);
    else if (moment <= endDate) group.firstSince = earlier(group.firstSince, startedAt);
    if (moment >= startDate && moment <= endDate) this.#countInRange(group, failure, moment);
  }

  #countInRange(group: TalliedGroup, failure: UnfilledFailure, moment: Date): void {
    const { trace_id, started_at, skill_name } = failure;
    group.count += 1;
    group.first = earlier(group.first, started_at);
    group.last = later(group.last, started_at);
    group.newest = newestOf([...group.newest, { trace_id, started_at }]);
    group.skills.set(skill_name, (group.skills.get(skill_name) ?? 0) + 1);
    const slice = sliceAt(this.#search.slices, moment);
    group.slices[slice] = (group.slices[slice] ?? 0) + 1;
  }

  #groupOf(hash: string, startedAt: string): TalliedGroup {
    const present = this.#groups.get(hash);
    if (present !== undefined) return present;
    const made: TalliedGroup = {
      count: 0,
      first: undefined,
      last: undefined,
      newest: [],
      skills: new Map(),
      slices: [],
      firstOfAll: startedAt,
      lastOfAll: startedAt,
      lastBefore: undefined,
      firstSince: undefined,
    };
    this.#groups.set(hash, made);
    return made;
  }
}
