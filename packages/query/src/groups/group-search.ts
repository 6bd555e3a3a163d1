import {
  InvalidArgumentError,
  requireDate,
  requireLimit,
  requireTimeRange,
  sliceStarts,
} from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { requireSkillName } from "../require-skill-name.js";
import { literalMoment, startedWithin } from "../time-range.js";
import type { FailureGroupsOptions } from "./failure-groups.js";

/** What is under way, for the message of a failure. */
export const GROUPING = "Grouping failures";

const DAY_MS = 86_400_000;
const DEFAULT_LIMIT = 20;
const DEFAULT_SILENT_DAYS = 7;
const DEFAULT_NEW_DAYS = 7;
const SLICES = 24;
const ORDERS = ["count", "lastSeen", "firstSeen"] as const;

/** What groups are ordered by: the most failures, or what was seen last, or what was first seen last. */
export type GroupOrder = (typeof ORDERS)[number];

/** A question for groups, complete but for the start of the range. */
export interface GroupQuestion {
  readonly skillName: string | undefined;
  readonly startDate: Date | undefined;
  readonly endDate: Date;
  readonly orderBy: GroupOrder;
  readonly limit: number;
  readonly silentDays: number;
  /** Since when groups are new, or have come back. */
  readonly since: Date;
}

/** Among which failures groups are looked for. */
export interface GroupSearch extends GroupQuestion {
  readonly startDate: Date;
  /** Where each slice of the range begins. */
  readonly slices: readonly Date[];
}

/** @throws {InvalidArgumentError} for an option that is none */
export function requireQuestion(options: FailureGroupsOptions, now: Date): GroupQuestion {
  const { skillName, startDate, orderBy = "count", silentDays = DEFAULT_SILENT_DAYS } = options;
  const isAhead = startDate !== undefined && startDate > now;
  const endDate = requireDate("endDate", options.endDate ?? (isAhead ? startDate : now));
  if (startDate !== undefined) requireTimeRange(startDate, endDate);
  if (!ORDERS.includes(orderBy)) {
    const expected = ORDERS.map((order) => `"${order}"`).join(", ");
    throw new InvalidArgumentError("orderBy", `one of ${expected}`, orderBy);
  }
  if (typeof silentDays !== "number" || !(silentDays >= 0)) {
    throw new InvalidArgumentError("silentDays", "a number of 0 or more", silentDays);
  }
  return {
    skillName: skillName === undefined ? undefined : requireSkillName(skillName),
    startDate,
    endDate,
    orderBy,
    limit: requireLimit(options.limit ?? DEFAULT_LIMIT),
    silentDays,
    since: requireDate("newSince", options.newSince ?? startDate ?? daysBefore(endDate, DEFAULT_NEW_DAYS)),
  };
}

/** The first moment that a Date can be has no days before it. */
function daysBefore(date: Date, days: number): Date {
  const earlier = new Date(date.getTime() - days * DAY_MS);
  return Number.isNaN(earlier.getTime()) ? date : earlier;
}

export function toSearch(question: GroupQuestion, startDate: Date): GroupSearch {
  return { ...question, startDate, slices: sliceStarts({ ...question, startDate }, SLICES) };
}

/** That a row is of the range and the skill that are asked for. */
export function withinGroups(search: GroupSearch): SQL {
  return sql`${startedWithin(search, literalMoment)} ${ofSkill(search)}`;
}

/** That a row is of the skill that is asked for, to follow another condition. */
export function ofSkill({ skillName }: GroupQuestion): SQL {
  return skillName === undefined ? sql`` : sql`AND skill_name = ${skillName}`;
}

/** Runs a statement of a search. Planned for its values: of months, only those in range take part in the planning. */
export function groupRows<R>(database: Database, statement: SQL): Promise<readonly R[]> {
  return database.rows<R>(GROUPING, statement, "by values");
}
