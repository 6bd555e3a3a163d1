import {
  decodeCursor,
  encodeCursor,
  failureGroup,
  InvalidArgumentError,
  requireLimit,
} from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { type RowKey, rowKey } from "../by-keys.js";
import { requireSkillName } from "../require-skill-name.js";
import type { TracePage } from "../search/search-traces.js";
import { selectInOrder } from "../search/select-pages.js";
import { readUnfilled } from "../similar/read-unfilled.js";
import { NEWEST_FIRST } from "../similar/similar-search.js";
import { requireBounds, startedBefore, startedWithin, type TimeBounds } from "../time-range.js";
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from "../trace-summary.js";
import { GROUPING, groupRows } from "./group-search.js";

const DEFAULT_LIMIT = 100;
const PAGE_SIZE = 500;
/** A hash, as `failureGroup` gives it: 64 bits with a sign. */
const GROUP = /^-?\d{1,19}$/;

export interface FailuresOfGroupOptions {
  /** @default all skills */
  readonly skillName?: string;
  /** @default the beginning */
  readonly startDate?: Date;
  /** @default no end */
  readonly endDate?: Date;
  /** The `nextCursor` of the page before, with the same group and skill. @default the first page */
  readonly cursor?: string;
  /** The most failures on a page. @default 100 */
  readonly limit?: number;
}

/** Which failures are looked for. */
interface GroupPage {
  readonly group: string;
  readonly skillName: string | undefined;
  readonly bounds: TimeBounds;
  readonly after: RowKey | undefined;
  readonly count: number;
}

/** The failures of a group, newest first, a page at a time: exact, also of those that maintenance has not filled in yet. */
export async function failuresOfGroup(
  database: Database,
  group: string,
  options: FailuresOfGroupOptions,
): Promise<TracePage> {
  const search = requireSearch(group, options);
  if (search.count === 1) return { items: [] };
  const rows = await findRows(database, search);
  const items = rows.slice(0, search.count - 1);
  const last = items.at(-1);
  if (rows.length < search.count || last === undefined) return { items: items.map(toSummary) };
  const end = { traceId: last.trace_id, startedAt: last.started_at };
  return { items: items.map(toSummary), nextCursor: encodeCursor(end, filterText(search)) };
}

/** One more than the page holds, by which it is known that there is another. */
function requireSearch(group: unknown, options: FailuresOfGroupOptions): GroupPage {
  if (typeof group !== "string" || !GROUP.test(group) || BigInt.asIntN(64, BigInt(group)) !== BigInt(group))
    throw new InvalidArgumentError("group", "the `group` of a failure group, as it stands", group);
  const search = {
    group,
    skillName: options.skillName === undefined ? undefined : requireSkillName(options.skillName),
    bounds: requireBounds(options),
    count: requireLimit(options.limit ?? DEFAULT_LIMIT) + 1,
  };
  const { cursor } = options;
  const position = cursor === undefined ? undefined : decodeCursor(cursor, filterText(search));
  return { ...search, after: position && { started_at: position.startedAt, trace_id: position.traceId } };
}

function filterText({ group, skillName }: Pick<GroupPage, "group" | "skillName">): string {
  return JSON.stringify(["group", group, skillName]);
}

/** Those that lack their columns are read first: what is filled in meanwhile is found in one of the two ways at least. */
async function findRows(database: Database, search: GroupPage): Promise<readonly SummaryRow[]> {
  const unfilled = await findUnfilled(database, search);
  const filled = await groupRows<SummaryRow>(database, selectOfGroup(database, search));
  if (unfilled.length === 0) return filled;
  const known = new Set(filled.map(rowKey));
  const all = [...filled, ...unfilled.filter((row) => !known.has(rowKey(row)))];
  // Of failures of one moment, the database knows the order.
  return database.rows<SummaryRow>(GROUPING, selectInOrder(database, all, search.count));
}

async function findUnfilled(database: Database, search: GroupPage): Promise<readonly SummaryRow[]> {
  const { skillName, bounds, after, group, count } = search;
  const found: SummaryRow[] = [];
  const selection = { columns: SUMMARY_COLUMNS, skillName, bounds, pageSize: PAGE_SIZE };
  for await (const page of readUnfilled<SummaryRow>(database, selection, after)) {
    found.push(...page.filter(({ error_message }) => failureGroup(error_message ?? "").group === group));
    if (found.length >= count) break;
  }
  return found;
}

/** Reads the index (failure_group, started_at DESC, trace_id DESC) from the row on where the page before ended. */
export function selectOfGroup(database: Pick<Database, "table">, search: GroupPage): SQL {
  const { group, skillName, bounds, after, count } = search;
  const skill = skillName === undefined ? sql`` : sql`AND skill_name = ${skillName}`;
  const place = after === undefined ? sql`` : sql`AND ${startedBefore(after)}`;
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${database.table}
     WHERE failure_group = ${group}::text::bigint AND ${startedWithin(bounds)} ${skill} ${place}
     ORDER BY ${NEWEST_FIRST} LIMIT (SELECT ${count}::integer)`;
}
