import { isOneMonth, type Month, monthOf, monthRange, type TimeRange } from "@steptrace/core";
import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import { sayCount } from "../words.js";
import { attachStatements } from "./attach-statements.js";
import type { PartitionFacts, PartitionsFacts } from "./examine-partitions.js";
import { gapsIn } from "./gaps.js";

const EDGE_OF_MONTH = /^\d{4,}-\d\d-01 00:00:00$|infinity$/;

/**
 * Partitions that are no calendar months: a default one, and those of somebody else's.
 *
 * @param since the first moment that matters
 */
export function judgeBounds(
  { relation, partitions }: PartitionsFacts,
  since: string,
): Omit<Judgement, "summary"> {
  const bounded = partitions.flatMap(({ name, from, to }) =>
    from === undefined || to === undefined ? [] : [{ name, from, to }],
  );
  return {
    findings: [
      ...partitions.filter(({ from }) => from === undefined).map(defaultFinding),
      ...splitMonths(bounded)
        .filter((month) => month.to > since)
        .flatMap((month) => splitFindings(relation, month, bounded)),
    ],
    notes: bounded
      .filter((range) => isWholeMonths(range) && !isOneMonth(range))
      .map(
        ({ name, from, to }) =>
          `${name} holds several months (${from.slice(0, 7)} to ${to.slice(0, 7)}): they go together when old months are dropped.`,
      ),
  };
}

function defaultFinding({ name, liveRows, heapBytes }: PartitionFacts): Finding {
  const counted = liveRows >= 1 ? `holds some ${sayCount(liveRows, "row")}` : "may hold rows";
  const rows = heapBytes === 0 ? "is empty" : counted;
  return {
    code: "default-partition",
    severity: "warning",
    what: `There is a DEFAULT partition, ${name}, which ${rows}: it stands in the way of later partitions, and of detaching without a lock.`,
    fix: "steptrace migrate    # moves its rows to their months, and drops it",
    subject: name,
  };
}

/** The months in the middle of which a partition begins or ends. */
function splitMonths(ranges: readonly TimeRange[]): readonly TimeRange[] {
  const edges = ranges.flatMap(({ from, to }) => [from, to]).filter((edge) => !EDGE_OF_MONTH.test(edge));
  const months = new Set(edges.map((edge) => edge.slice(0, "2025-11".length)));
  return [...months].sort().map((month) => monthRange(monthNamed(month)));
}

/** Of a month that several partitions cover together, nothing. */
function splitFindings(relation: string, month: TimeRange, ranges: readonly TimeRange[]): readonly Finding[] {
  return gapsIn(month, ranges).map((gap) => ({
    code: "month-split",
    severity: "warning",
    what: `A part of ${month.from.slice(0, 7)} has a partition, and the rest has none (${gap.from} to ${gap.to}): it gets none by itself.`,
    fix: attachStatements(relation, suffixOf(gap.from), gap),
    subject: month.from.slice(0, 7),
  }));
}

/** `2030_01_08` of midnight, with the time of any other moment. */
function suffixOf(moment: string): string {
  return moment.replace(" 00:00:00", "").replace(/\D+/g, "_");
}

function isWholeMonths({ from, to }: TimeRange): boolean {
  return EDGE_OF_MONTH.test(from) && EDGE_OF_MONTH.test(to);
}

/** @param text as `2025-11` */
function monthNamed(text: string): Month {
  return monthOf(new Date(`${text}-01T00:00:00Z`));
}
