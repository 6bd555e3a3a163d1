import type { Period, PeriodSummary } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { jsonTexts } from "../database/json-texts.js";
import { textArray } from "../database/text-array.js";
import type { StatisticsTable } from "../schema/trace-statistics.js";

/**
 * Adds summaries to the statistics, as part of the statement that marks what they say as counted.
 *
 * @param condition where it is given and false, the statement fails with SQLSTATE 23502, and nothing of it happens
 */
export function insertSummaries(
  table: StatisticsTable,
  summaries: readonly PeriodSummary[],
  period: Period,
  condition?: SQL,
): SQL {
  const encoded = summaries.map(({ summary }) => summary.encode());
  const texts = (values: readonly string[]): SQL => sql`${textArray(values)}::text::text[]`;
  const given =
    condition === undefined ? sql`traces::json` : sql`CASE WHEN ${condition} THEN traces::json END`;
  return sql`
    INSERT INTO ${table} (skill_name, period, period_start, traces, steps)
    SELECT skill_name, ${sql.raw(`'${period}'`)}, period_start::timestamp, ${given}, steps::json
      FROM unnest(${texts(summaries.map(({ skillName }) => skillName))}, ${texts(summaries.map(({ periodStart }) => periodStart))},
                  ${jsonTexts(encoded.map(({ traces }) => traces))}, ${jsonTexts(encoded.map(({ steps }) => steps))})
           AS given (skill_name, period_start, traces, steps)`;
}
