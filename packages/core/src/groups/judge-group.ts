const DAY_MS = 86_400_000;

/** When failures of a group happened. */
export interface GroupMoments {
  /** The first of all that are kept. */
  readonly firstSeen: Date;
  /** The last before the moment since when it is judged; absent where there is none. */
  readonly lastBefore: Date | undefined;
  /** The first at that moment or after it; absent where there is none. */
  readonly firstSince: Date | undefined;
}

/** What is remarkable about a group. */
export interface GroupJudgement {
  /** Whether it was first seen since then. */
  readonly isNew: boolean;
  /** Whether it came back since then, after a silence of so many days or more. */
  readonly isRegressed: boolean;
  /** Days, not rounded, between the last before and the first since; absent where there is either none. */
  readonly silentForDays?: number;
}

/**
 * Says of a group whether it is new since a moment, or came back since then.
 *
 * @param silentDays the shortest silence after which a group counts as having come back
 */
export function judgeGroup(
  { firstSeen, lastBefore, firstSince }: GroupMoments,
  since: Date,
  silentDays: number,
): GroupJudgement {
  const isNew = firstSeen >= since;
  if (lastBefore === undefined || firstSince === undefined) return { isNew, isRegressed: false };
  const silentForDays = (firstSince.getTime() - lastBefore.getTime()) / DAY_MS;
  return { isNew, isRegressed: silentForDays >= silentDays, silentForDays };
}
