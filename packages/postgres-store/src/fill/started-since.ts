import { type SQL, sql } from "drizzle-orm";

/** That a row started then or later, to stand behind other conditions; any row, where there is no such time. */
export function startedSince(since: string | undefined): SQL {
  return since === undefined ? sql`` : sql`AND started_at >= ${since}::text::timestamp`;
}
