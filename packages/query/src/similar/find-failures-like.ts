import { requireLimit } from "@steptrace/core";
import { type Database, readTraceRow } from "@steptrace/postgres-store";
import {
  DEFAULT_LIMIT,
  type FindSimilarOptions,
  findSimilarFailures,
  type SimilarFailure,
} from "./find-similar-failures.js";

/** The failures most similar to that of a stored trace, without itself; `undefined` where the trace is not stored. */
export async function findFailuresLike(
  database: Database,
  traceId: string,
  options: FindSimilarOptions,
  now: Date,
): Promise<readonly SimilarFailure[] | undefined> {
  const limit = requireLimit(options.limit ?? DEFAULT_LIMIT);
  const row = await readTraceRow(database, traceId);
  if (row === undefined) return undefined;
  // It is found as well, for nothing is more like it.
  const withItself = { ...options, limit: limit + 1 };
  const found = await findSimilarFailures(database, row.error_message ?? "", withItself, now);
  const isItself = ({ traceId: id, startedAt }: SimilarFailure): boolean =>
    id === row.trace_id && startedAt.getTime() === new Date(row.started_at).getTime();
  return found.filter((failure) => !isItself(failure)).slice(0, limit);
}
