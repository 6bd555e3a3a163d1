/** What is shown of a group of failures: what a query for groups gives has it. */
export interface ListedGroup {
  /** What the messages of its failures have in common. */
  readonly template: string;
  readonly count: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  /** Those with most failures first. */
  readonly skills: readonly { readonly skillName: string; readonly count: number }[];
  /** Of which `skills` may be the first. */
  readonly skillCount: number;
  /** The steps that failed. */
  readonly steps: readonly { readonly name: string }[];
  /** Counts of equally long times, the oldest first. */
  readonly sparkline: readonly number[];
  readonly isNew: boolean;
  readonly isRegressed: boolean;
  /** Days without one before it came back. */
  readonly silentForDays?: number;
}
