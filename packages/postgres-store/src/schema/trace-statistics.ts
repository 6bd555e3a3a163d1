import { sql } from "drizzle-orm";
import { bigint, boolean, customType, index, varchar } from "drizzle-orm/pg-core";
import { utcTimestamp } from "./column-types.js";
import { tableDefiner } from "./table-definer.js";

const json = customType<{ data: string; driverData: string }>({ dataType: () => "json" });

/**
 * How traces went, by skill and period: `Summary` of `@steptrace/core` makes and reads it. A row is added and never changed in
 * what it says, and there may be many of a skill and a period; they are to be added up.
 */
export function statisticsTable(schema: string | undefined) {
  return tableDefiner(schema)(
    "steptrace_statistics",
    {
      id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
      skillName: varchar("skill_name", { length: 255 }).notNull(),
      /** hour, day or month; or from, in the row that says since when hours are kept. */
      period: varchar("period", { length: 5 }).notNull(),
      periodStart: utcTimestamp("period_start").notNull(),
      /** Whether the row of a longer period says it as well. */
      isHeld: boolean("is_held").notNull().default(sql`false`),
      traces: json("traces").notNull(),
      steps: json("steps").notNull(),
    },
    (table) => [
      index("steptrace_statistics_skill_idx").on(
        table.skillName,
        table.period,
        table.isHeld,
        table.periodStart,
      ),
      index("steptrace_statistics_period_idx").on(table.period, table.isHeld, table.periodStart),
    ],
  );
}

export type StatisticsTable = ReturnType<typeof statisticsTable>;

/** For drizzle-kit, which compares it with the migrations. */
export const steptraceStatistics: StatisticsTable = statisticsTable(undefined);
