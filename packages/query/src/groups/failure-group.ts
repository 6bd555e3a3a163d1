import type { GroupJudgement } from "@steptrace/core";
import type { TraceSummary } from "../trace-summary.js";

/** How many failures of a group a skill has. */
export interface StruckSkill {
  readonly skillName: string;
  readonly count: number;
}

/** In how many of a group's newest failures a step failed. */
export interface StruckStep {
  readonly name: string;
  readonly count: number;
}

/** Failures whose messages have the same template; in the range and of the skill that were asked for, where nothing else is said. */
export interface FailureGroup extends GroupJudgement {
  /** Hash of the template, the same in every answer. */
  readonly group: string;
  /** What the messages have in common; what varies is `<*>`. One of over 1,000 characters is cut, and ends with "…". */
  readonly template: string;
  readonly count: number;
  /** Of all that is kept, whatever the range. */
  readonly firstSeen: Date;
  /** Of all that is kept, whatever the range. */
  readonly lastSeen: Date;
  /** The skills that have most of them, at most 10. */
  readonly skills: readonly StruckSkill[];
  /** How many skills have some. */
  readonly skillCount: number;
  /** The steps that failed in the newest 5 of them, the most frequent first; at most 10 of each. */
  readonly steps: readonly StruckStep[];
  /** Counts in 24 slices of the range, equally long; from the oldest failure of all, where the range has no start. */
  readonly sparkline: readonly number[];
  /** The newest of them. */
  readonly newest: TraceSummary;
}
